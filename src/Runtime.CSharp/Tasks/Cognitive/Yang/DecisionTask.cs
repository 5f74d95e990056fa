using Spindle.Contracts;
using Spindle.Tasks.Cognitive.Grammar;

namespace Spindle.Tasks.Cognitive.Yang;

/// <summary>Answer the stronger of two stimuli that are shown together (Yang et al. 2019).</summary>
public abstract record DecisionTask : YangTask
{
    /// <summary>Whether the strengths differ ten times as much.</summary>
    public bool Easy { get; init; }

    private protected static readonly string[] First = ["option_a", "option_b"], Second = ["option_a2", "option_b2"];

    private IReadOnlyList<double> Coherences => [.. new[] { 0.01, 0.02, 0.04, 0.08 }.Select(coherence => Easy ? 10 * coherence : coherence)];

    /// <summary>Both in one modality.</summary>
    private protected TrialComposition InRing(int ring) => new(
        Epochs(1500, 300, 400),
        Options(First, ring),
        [new() { To = First }],
        [Contrast(First)]);

    /// <summary>Both in both modalities, each with strengths of its own; those of one count.</summary>
    private protected TrialComposition Attending(string[] attended) => new(
        Epochs(1000, 500, 500),
        [.. Options(First, 1), .. Options(Second, 2)],
        [new() { To = attended }],
        [Contrast(First), Contrast(Second)]);

    /// <summary>Both in both modalities; the strengths add up.</summary>
    private protected TrialComposition Together() => new(
        Epochs(1000, 500, 500),
        [.. Options(First, 1), .. Options(Second, 2)],
        [new() { To = First, Summed = true }],
        [Contrast(First) with { Also = Second }]);

    private static IReadOnlyList<TrialEpoch> Epochs(decimal shownInTest, decimal onset, decimal go) =>
    [
        new() { Name = "fix1", LastsAtLeast = Time(100), LastsAtMost = Time(400), InTest = Time(500), InPsychometric = Time(onset) },
        new() { Name = "stim1", LastsOneOf = Times(400, 800, 1600), InTest = Time(shownInTest) },
        new() { Name = "go1", Lasts = Time(500), InPsychometric = Time(go), Fixation = false, Respond = true },
    ];

    private static IReadOnlyList<TrialStimulus> Options(string[] names, int ring)
    {
        if (names == Second)
            return [.. names.Select((name, at) => new TrialStimulus { Name = name, During = "stim1", Ring = ring, From = First[at] })];
        return
        [
            new() { Name = names[0], During = "stim1", Ring = ring, AnglesInTest = TestAngles },
            new()
            {
                Name = names[1],
                During = "stim1",
                Ring = ring,
                From = names[0],
                TurnedAtLeast = new Angle(90),
                TurnedAtMost = new Angle(270),
                TurnedInTest = [new(180)],
            },
        ];
    }

    private TrialContrast Contrast(string[] between) =>
        new() { Between = between, Coherences = Coherences, StrengthsInTest = [0.8, 0.88, 0.96, 1.04, 1.12] };
}
