using Spindle.Contracts;
using Spindle.Tasks.Cognitive.Grammar;

namespace Spindle.Tasks.Cognitive.Matching;

/// <summary>
/// Tell whether two samples matched by looking to one half of the circle; the axis of two choices, drawn for each trial, tells which half
/// stands for a match (Liu et al. 2021).
/// </summary>
[Kind("match_or_non", Version = 1)]
public sealed record MatchOrNon : MatchingTask
{
    /// <inheritdoc/>
    public override TrialComposition Compose() => Compose(fixation: false, Mapped.Match, Mapped.NonMatch, Choices([new(0), new(180)]));
}
