using Spindle.Contracts;
using Spindle.Tasks.Cognitive.Grammar;

namespace Spindle.Tasks.Cognitive.Yang;

/// <summary>Look at the stronger of two stimuli of the first modality (DM 1 of Yang et al. 2019).</summary>
[Kind("dm1", Version = 1)]
public sealed record Decision1 : DecisionTask
{
    /// <inheritdoc/>
    public override TrialComposition Compose() => InRing(1);
}
