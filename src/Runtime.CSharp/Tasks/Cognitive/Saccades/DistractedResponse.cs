using Spindle.Contracts;
using Spindle.Tasks.Cognitive.Grammar;

namespace Spindle.Tasks.Cognitive.Saccades;

/// <summary>
/// Remember where a cue flashed, though another stimulus flashes in the delay: oculomotor delayed response with a distractor. In
/// training the distractor lies a multiple of 45 degrees from the cue, the same for all trials of a batch; in test trials opposite
/// (Liu et al. 2021).
/// </summary>
[Kind("odrd", Version = 1)]
public sealed record DistractedResponse : TrialSpec
{
    /// <summary>Time of fixation before the cue.</summary>
    [Range("0 s", "1 h")] public Duration Fixation { get; init; } = Duration.Milliseconds(1000);

    /// <summary>How long the cue is shown.</summary>
    [Range("0 s", "1 h")] public Duration Cue { get; init; } = Duration.Milliseconds(500);

    /// <summary>Time from the end of the cue to the distractor.</summary>
    [Range("0 s", "1 h")] public Duration FirstDelay { get; init; } = Duration.Milliseconds(500);

    /// <summary>How long the distractor is shown.</summary>
    [Range("0 s", "1 h")] public Duration Distractor { get; init; } = Duration.Milliseconds(500);

    /// <summary>Time from the end of the distractor to the go signal.</summary>
    [Range("0 s", "1 h")] public Duration SecondDelay { get; init; } = Duration.Milliseconds(500);

    /// <summary>Time to respond.</summary>
    [Range("0 s", "1 h")] public Duration Go { get; init; } = Duration.Milliseconds(500);

    /// <inheritdoc/>
    public override TrialComposition Compose() => new(
        [
            new() { Name = "fix1", Lasts = Fixation },
            new() { Name = "stim1", Lasts = Cue },
            new() { Name = "delay1", Lasts = FirstDelay },
            new() { Name = "distract1", Lasts = Distractor },
            new() { Name = "delay2", Lasts = SecondDelay },
            new() { Name = "go1", Lasts = Go, Fixation = false, Respond = true },
        ],
        [
            new() { Name = "cue", During = "stim1" },
            new()
            {
                Name = "distractor",
                During = "distract1",
                From = "cue",
                TurnedBy = [new(45), new(90), new(135), new(180), new(225), new(270), new(315)],
                Turn = Drawn.EachBatch,
                TurnedInTest = [new(180)],
            },
        ],
        [new() { To = ["cue"] }],
        []);
}
