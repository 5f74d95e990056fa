using Spindle.Contracts;
using Spindle.Tasks.Cognitive.Grammar;

namespace Spindle.Tasks.Cognitive.Yang;

/// <summary>Look where the stronger of two stimuli is, both modalities taken together (MultSen DM of Yang et al. 2019).</summary>
[Kind("multidm", Version = 1)]
public sealed record MultisensoryDecision : DecisionTask
{
    /// <inheritdoc/>
    public override TrialComposition Compose() => Together();
}
