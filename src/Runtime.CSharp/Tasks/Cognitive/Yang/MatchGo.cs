using Spindle.Contracts;
using Spindle.Tasks.Cognitive.Grammar;

namespace Spindle.Tasks.Cognitive.Yang;

/// <summary>Look at the second stimulus if it is where the first was, else keep fixating (DMS of Yang et al. 2019).</summary>
[Kind("dmsgo", Version = 1)]
public sealed record MatchGo : ComparisonTask
{
    /// <inheritdoc/>
    public override TrialComposition Compose() => Matching(Relation.Match);
}
