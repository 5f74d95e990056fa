using Spindle.Contracts;
using Spindle.Tasks.Cognitive.Grammar;

namespace Spindle.Tasks.Cognitive.Yang;

/// <summary>
/// Look where the stronger of two stimuli of the second modality is, whatever the first shows (Ctx DM 2 of Yang et al. 2019).
/// </summary>
[Kind("contextdm2", Version = 1)]
public sealed record ContextDecision2 : DecisionTask
{
    /// <inheritdoc/>
    public override TrialComposition Compose() => Attending(Second);
}
