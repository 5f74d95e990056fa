using Spindle.Contracts;
using Spindle.Tasks.Cognitive.Grammar;

namespace Spindle.Tasks.Cognitive.Matching;

/// <summary>
/// Watch what <c>match_or_non</c> shows and keep fixating; what is done after the choices appear does not count (Liu et al. 2021, whose
/// code wants a response against the lit fixation point that is never trained).
/// </summary>
[Kind("match_or_non_passive", Version = 1)]
public sealed record MatchOrNonPassive : MatchingTask
{
    /// <summary>The task with its published cost.</summary>
    public MatchOrNonPassive() => Cost = new() { After = 0 };

    /// <inheritdoc/>
    public override TrialComposition Compose() => Compose(fixation: true, Mapped.Match, Mapped.NonMatch, []);
}
