using Spindle.Contracts;
using Spindle.Tasks.Cognitive.Grammar;

namespace Spindle.Tasks.Cognitive.Yang;

/// <summary>Look where the stronger of two successive stimuli of the second modality was (Dly DM 2 of Yang et al. 2019).</summary>
[Kind("delaydm2", Version = 1)]
public sealed record DelayedDecision2 : DelayedDecisionTask
{
    /// <inheritdoc/>
    public override TrialComposition Compose() => InRing(2);
}
