using Spindle.Contracts;
using Spindle.Tasks.Cognitive.Grammar;

namespace Spindle.Tasks.Cognitive.Matching;

/// <summary>
/// Two samples, one after the other, then two choices: one stands for that the samples matched, the other for that they did not. In
/// training half of the trials match, else the second sample lies a multiple of 45 degrees from the first, the same for all trials of
/// a batch; in test trials opposite, in the second half of a condition's repetitions.
/// </summary>
public abstract record MatchingTask : TrialSpec
{
    /// <summary>Time of fixation before the first sample.</summary>
    [Range("0 s", "1 h")] public Duration Fixation { get; init; } = Duration.Milliseconds(1000);

    /// <summary>How long each sample is shown.</summary>
    [Range("0 s", "1 h")] public Duration Sample { get; init; } = Duration.Milliseconds(500);

    /// <summary>Time between the samples.</summary>
    [Range("0 s", "1 h")] public Duration FirstDelay { get; init; } = Duration.Milliseconds(500);

    /// <summary>Time from the end of the second sample to the choice.</summary>
    [Range("0 s", "1 h")] public Duration SecondDelay { get; init; } = Duration.Milliseconds(500);

    /// <summary>Time to choose.</summary>
    [Range("0 s", "1 h")] public Duration Go { get; init; } = Duration.Milliseconds(500);

    private protected TrialComposition Compose(
        bool fixation, TrialStimulus match, TrialStimulus nonMatch, IReadOnlyList<TrialResponse> responses) => new(
        [
            new() { Name = "fix1", Lasts = Fixation },
            new() { Name = "stim1", Lasts = Sample },
            new() { Name = "delay1", Lasts = FirstDelay },
            new() { Name = "stim2", Lasts = Sample },
            new() { Name = "delay2", Lasts = SecondDelay },
            new() { Name = "go1", Lasts = Go, Fixation = fixation, Respond = true },
        ],
        [
            new() { Name = "sample1", During = "stim1" },
            new()
            {
                Name = "sample2",
                During = "stim2",
                From = "sample1",
                TurnedBy = [new(45), new(90), new(135), new(180), new(225), new(270), new(315)],
                Turn = Drawn.EachBatch,
                Matches = 0.5,
                TurnedInTest = [new(0), new(180)],
            },
            match,
            nonMatch,
        ],
        responses,
        []);

    /// <summary>The choices lie across from each other, and the axis tells which half of the circle stands for a match.</summary>
    private protected static (TrialStimulus Match, TrialStimulus NonMatch) Mapped => (
        new() { Name = "choice_match", During = "go1", AngleOneOf = [new(45), new(135)] },
        new() { Name = "choice_non_match", During = "go1", From = "choice_match", TurnedBy = [new(180)] });

    /// <summary>The choice that is right, or the nearer of two directions.</summary>
    private protected static IReadOnlyList<TrialResponse> Choices(IReadOnlyList<Angle> nearestOf) =>
    [
        new() { To = ["choice_match"], When = Relation.Match, Comparing = ["sample1", "sample2"], NearestOf = nearestOf },
        new() { To = ["choice_non_match"], When = Relation.NonMatch, Comparing = ["sample1", "sample2"], NearestOf = nearestOf },
    ];
}
