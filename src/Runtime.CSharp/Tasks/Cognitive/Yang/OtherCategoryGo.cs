using Spindle.Contracts;
using Spindle.Tasks.Cognitive.Grammar;

namespace Spindle.Tasks.Cognitive.Yang;

/// <summary>
/// Look at the second stimulus if it is in the other half of the circle than the first was, else keep fixating (DNMC of Yang et al.
/// 2019).
/// </summary>
[Kind("dmcnogo", Version = 1)]
public sealed record OtherCategoryGo : ComparisonTask
{
    /// <inheritdoc/>
    public override TrialComposition Compose() => Categorising(Relation.OtherCategory);
}
