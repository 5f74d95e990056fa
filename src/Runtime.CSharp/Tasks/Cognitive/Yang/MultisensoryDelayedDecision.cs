using Spindle.Contracts;
using Spindle.Tasks.Cognitive.Grammar;

namespace Spindle.Tasks.Cognitive.Yang;

/// <summary>
/// Look where the stronger of two successive stimuli was, both modalities taken together (MultSen Dly DM of Yang et al. 2019).
/// </summary>
[Kind("multidelaydm", Version = 1)]
public sealed record MultisensoryDelayedDecision : DelayedDecisionTask
{
    /// <inheritdoc/>
    public override TrialComposition Compose() => Together();
}
