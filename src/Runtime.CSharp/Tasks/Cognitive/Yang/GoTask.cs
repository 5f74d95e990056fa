using Spindle.Contracts;
using Spindle.Tasks.Cognitive.Grammar;

namespace Spindle.Tasks.Cognitive.Yang;

/// <summary>Answer one stimulus of either modality, at it or opposite to it (Yang et al. 2019).</summary>
public abstract record GoTask : YangTask
{
    /// <summary>The stimulus stays; the response is wanted when the fixation point goes.</summary>
    private protected static TrialComposition Fixed(Angle turned) => Composed(
        [
            new() { Name = "fix1", LastsAtLeast = Time(300), LastsAtMost = Time(700), InTest = Time(500), InPsychometric = Time(300) },
            new() { Name = "stim1", LastsAtLeast = Time(500), LastsAtMost = Time(1500), InTest = Time(1000) },
            Go(fixation: false),
        ],
        "stim1",
        "go1",
        turned);

    /// <summary>The response is wanted when the stimulus appears; the fixation point stays.</summary>
    private protected static TrialComposition Reaction(Angle turned) => Composed(
        [
            new() { Name = "fix1", LastsAtLeast = Time(500), LastsAtMost = Time(2500), InTest = Time(2000), InPsychometric = Time(1000) },
            Go(fixation: true),
        ],
        "go1",
        "",
        turned);

    /// <summary>The stimulus goes; the response is wanted after a delay, when the fixation point goes.</summary>
    private protected static TrialComposition Delayed(Angle turned) => Composed(
        [
            new() { Name = "fix1", LastsOneOf = Times(300, 500, 700), InTest = Time(500) },
            new() { Name = "stim1", LastsOneOf = Times(200, 400, 600), InTest = Time(500) },
            new() { Name = "delay1", LastsOneOf = Times(200, 400, 800, 1600), InTest = Time(1000) },
            Go(fixation: false),
        ],
        "stim1",
        "",
        turned);

    private static TrialEpoch Go(bool fixation) =>
        new() { Name = "go1", Lasts = Time(500), InPsychometric = Time(400), Fixation = fixation, Respond = true };

    private static TrialComposition Composed(IReadOnlyList<TrialEpoch> epochs, string during, string until, Angle turned) => new(
        epochs,
        [new() { Name = "stimulus", During = during, Until = until, RingOneOf = [1, 2], AnglesInTest = TestAngles }],
        [new() { To = ["stimulus"], Turned = turned }],
        []);
}
