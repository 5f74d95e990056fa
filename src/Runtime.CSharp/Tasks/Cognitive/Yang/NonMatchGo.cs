using Spindle.Contracts;
using Spindle.Tasks.Cognitive.Grammar;

namespace Spindle.Tasks.Cognitive.Yang;

/// <summary>Look at the second stimulus if it is not where the first was, else keep fixating (DNMS of Yang et al. 2019).</summary>
[Kind("dmsnogo", Version = 1)]
public sealed record NonMatchGo : ComparisonTask
{
    /// <inheritdoc/>
    public override TrialComposition Compose() => Matching(Relation.NonMatch);
}
