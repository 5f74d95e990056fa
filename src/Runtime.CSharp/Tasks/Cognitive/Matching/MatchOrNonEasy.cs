using Spindle.Contracts;
using Spindle.Tasks.Cognitive.Grammar;

namespace Spindle.Tasks.Cognitive.Matching;

/// <summary>Tell whether two samples matched by looking to 0 degrees, else to 180 (Liu et al. 2021).</summary>
[Kind("match_or_non_easy", Version = 1)]
public sealed record MatchOrNonEasy : MatchingTask
{
    /// <inheritdoc/>
    public override TrialComposition Compose() => Compose(
        fixation: false,
        new() { Name = "choice_match", During = "go1", Angle = new Angle(0) },
        new() { Name = "choice_non_match", During = "go1", Angle = new Angle(180) },
        Choices([]));
}
