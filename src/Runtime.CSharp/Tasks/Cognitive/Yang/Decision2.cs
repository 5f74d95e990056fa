using Spindle.Contracts;
using Spindle.Tasks.Cognitive.Grammar;

namespace Spindle.Tasks.Cognitive.Yang;

/// <summary>Look at the stronger of two stimuli of the second modality (DM 2 of Yang et al. 2019).</summary>
[Kind("dm2", Version = 1)]
public sealed record Decision2 : DecisionTask
{
    /// <inheritdoc/>
    public override TrialComposition Compose() => InRing(2);
}
