using Spindle.Contracts;
using Spindle.Tasks.Cognitive.Grammar;

namespace Spindle.Tasks.Cognitive.Yang;

/// <summary>
/// Answer the second of two stimuli at once, or keep fixating, by how it compares with the first; each may be of either modality. In
/// test trials a response is always right (Yang et al. 2019).
/// </summary>
public abstract record ComparisonTask : YangTask
{
    private static readonly string[] Samples = ["sample1", "sample2"];

    /// <summary>The stimuli match in half of the trials.</summary>
    private protected static TrialComposition Matching(Relation right) => new(
        Epochs(new() { Name = "go1", Lasts = Time(500), Respond = true }),
        [
            new() { Name = "sample1", During = "stim1", RingOneOf = [1, 2], AnglesInTest = TestAngles },
            new()
            {
                Name = "sample2",
                During = "go1",
                RingOneOf = [1, 2],
                From = "sample1",
                TurnedAtLeast = new Angle(20),
                TurnedAtMost = new Angle(340),
                Matches = 0.5,
                TurnedInTest = [new(right == Relation.Match ? 0 : 180)],
            },
        ],
        [new() { To = ["sample2"], When = right, Comparing = Samples }],
        []);

    /// <summary>The stimuli lie in the same half of the circle in half of the trials.</summary>
    private protected static TrialComposition Categorising(Relation right) => new(
        Epochs(new() { Name = "go1", LastsOneOf = Times(200, 400, 600), InTest = Time(500), InPsychometric = Time(500), Respond = true }),
        [
            new() { Name = "sample1", During = "stim1", RingOneOf = [1, 2], AngleOneOf = Categorised, AnglesInTest = CategorisedInTest },
            new()
            {
                Name = "sample2",
                During = "go1",
                RingOneOf = [1, 2],
                AngleOneOf = Categorised,
                TurnedInTest = [new(right == Relation.SameCategory ? 0 : 180)],
            },
        ],
        [new() { To = ["sample2"], When = right, Comparing = Samples }],
        []);

    private static IReadOnlyList<Angle> Categorised => [.. Enumerable.Range(0, 10).Select(place => new Angle(18 + (36m * place)))];

    private static IReadOnlyList<Angle> CategorisedInTest =>
        [.. Enumerable.Range(0, 20).Select(place => new Angle((place < 10 ? 18m : 198m) + (14.4m * (place % 10))))];

    private static IReadOnlyList<TrialEpoch> Epochs(TrialEpoch go) =>
    [
        new() { Name = "fix1", LastsOneOf = Times(200, 400, 600), InTest = Time(500), InPsychometric = Time(500) },
        new() { Name = "stim1", LastsOneOf = Times(200, 400, 600), InTest = Time(500), InPsychometric = Time(300) },
        new() { Name = "delay1", LastsOneOf = Times(200, 400, 800, 1600), InTest = Time(1200), InPsychometric = Time(1200) },
        go,
    ];
}
