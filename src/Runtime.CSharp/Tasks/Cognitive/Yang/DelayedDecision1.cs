using Spindle.Contracts;
using Spindle.Tasks.Cognitive.Grammar;

namespace Spindle.Tasks.Cognitive.Yang;

/// <summary>Look where the stronger of two successive stimuli of the first modality was (Dly DM 1 of Yang et al. 2019).</summary>
[Kind("delaydm1", Version = 1)]
public sealed record DelayedDecision1 : DelayedDecisionTask
{
    /// <inheritdoc/>
    public override TrialComposition Compose() => InRing(1);
}
