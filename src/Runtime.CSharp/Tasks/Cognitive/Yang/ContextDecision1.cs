using Spindle.Contracts;
using Spindle.Tasks.Cognitive.Grammar;

namespace Spindle.Tasks.Cognitive.Yang;

/// <summary>
/// Look where the stronger of two stimuli of the first modality is, whatever the second shows (Ctx DM 1 of Yang et al. 2019).
/// </summary>
[Kind("contextdm1", Version = 1)]
public sealed record ContextDecision1 : DecisionTask
{
    /// <inheritdoc/>
    public override TrialComposition Compose() => Attending(First);
}
