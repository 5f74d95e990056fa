using Spindle.Contracts;
using Spindle.Tasks.Cognitive.Grammar;

namespace Spindle.Tasks.Cognitive.Yang;

/// <summary>
/// Look where the stronger of two successive stimuli of the second modality was, whatever the first showed (Ctx Dly DM 2 of Yang et
/// al. 2019).
/// </summary>
[Kind("contextdelaydm2", Version = 1)]
public sealed record ContextDelayedDecision2 : DelayedDecisionTask
{
    /// <inheritdoc/>
    public override TrialComposition Compose() => Attending(Second);
}
