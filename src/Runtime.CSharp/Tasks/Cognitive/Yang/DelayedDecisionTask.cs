using Spindle.Contracts;
using Spindle.Tasks.Cognitive.Grammar;

namespace Spindle.Tasks.Cognitive.Yang;

/// <summary>Answer the stronger of two stimuli that are shown one after the other (Yang et al. 2019).</summary>
public abstract record DelayedDecisionTask : YangTask
{
    /// <summary>Whether the strengths differ twice as much.</summary>
    public bool Easy { get; init; }

    private protected static readonly string[] First = ["option_a", "option_b"], Second = ["option_a2", "option_b2"];

    private IReadOnlyList<double> Coherences => [.. new[] { 0.08, 0.16, 0.32 }.Select(coherence => Easy ? 2 * coherence : coherence)];

    /// <summary>Both in one modality.</summary>
    private protected TrialComposition InRing(int ring) => new(
        Epochs(200, 300, given: true),
        Options(First, ring),
        [new() { To = First }],
        [Contrast(First, [0.5, 0.7, 0.9, 1.1, 1.3])]);

    /// <summary>Both in both modalities, each with strengths of its own; those of one count.</summary>
    private protected TrialComposition Attending(string[] attended) => new(
        Epochs(500, 500, given: false),
        [.. Options(First, 1), .. Options(Second, 2)],
        [new() { To = attended }],
        [Contrast(First, InBoth), Contrast(Second, InBoth)]);

    /// <summary>Both in both modalities; the strengths add up.</summary>
    private protected TrialComposition Together() => new(
        Epochs(500, 500, given: false),
        [.. Options(First, 1), .. Options(Second, 2)],
        [new() { To = First, Summed = true }],
        [Contrast(First, InBoth) with { Also = Second }]);

    private static IReadOnlyList<double> InBoth => [0.8, 0.88, 0.96, 1.04, 1.12];

    private static IReadOnlyList<TrialEpoch> Epochs(decimal waitInTest, decimal goInTest, bool given)
    {
        Duration? told = given ? null : Time(300);
        return
        [
            new() { Name = "fix1", LastsOneOf = Times(200, 400, 600), InTest = Time(500), InPsychometric = told },
            new() { Name = "stim1", LastsOneOf = Times(200, 400, 600), InTest = Time(500), InPsychometric = told },
            new() { Name = "delay1", LastsOneOf = Times(200, 400, 800, 1600), InTest = Time(1000) },
            new() { Name = "stim2", LastsOneOf = Times(200, 400, 600), InTest = Time(500), InPsychometric = told },
            new() { Name = "delay2", LastsAtLeast = Time(100), LastsAtMost = Time(300), InTest = Time(waitInTest), InPsychometric = Time(200) },
            new() { Name = "go1", Lasts = Time(500), InTest = Time(goInTest), InPsychometric = Time(300), Fixation = false, Respond = true },
        ];
    }

    private static IReadOnlyList<TrialStimulus> Options(string[] names, int ring)
    {
        if (names == Second)
            return
            [
                new() { Name = names[0], During = "stim1", Ring = ring, From = First[0] },
                new() { Name = names[1], During = "stim2", Ring = ring, From = First[1] },
            ];
        return
        [
            new() { Name = names[0], During = "stim1", Ring = ring, AnglesInTest = TestAngles },
            new()
            {
                Name = names[1],
                During = "stim2",
                Ring = ring,
                From = names[0],
                TurnedAtLeast = new Angle(90),
                TurnedAtMost = new Angle(270),
                TurnedInTest = [new(180)],
            },
        ];
    }

    private TrialContrast Contrast(string[] between, IReadOnlyList<double> inTest) =>
        new() { Between = between, Coherences = Coherences, StrengthsInTest = inTest };
}
