using Spindle.Contracts;
using Spindle.Tasks.Cognitive.Grammar;

namespace Spindle.Tasks.Cognitive.Yang;

/// <summary>
/// Look at the second stimulus if it is in the half of the circle where the first was, else keep fixating (DMC of Yang et al.
/// 2019).
/// </summary>
[Kind("dmcgo", Version = 1)]
public sealed record CategoryGo : ComparisonTask
{
    /// <inheritdoc/>
    public override TrialComposition Compose() => Categorising(Relation.SameCategory);
}
