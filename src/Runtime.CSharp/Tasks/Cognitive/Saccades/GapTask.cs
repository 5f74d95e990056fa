using Spindle.Contracts;
using Spindle.Tasks.Cognitive.Grammar;

namespace Spindle.Tasks.Cognitive.Saccades;

/// <summary>Look away from a cue that appears a while after the fixation point is gone.</summary>
public abstract record GapTask : TrialSpec
{
    /// <summary>Time of fixation before the darkness.</summary>
    [Range("0 s", "1 h")] public Duration Fixation { get; init; } = Duration.Milliseconds(1000);

    /// <summary>Time without fixation point, in which the gaze is to stay, before the cue.</summary>
    [Range("0 s", "1 h")] public Duration Darkness { get; init; } = Duration.Milliseconds(100);

    /// <summary>How long the cue is shown.</summary>
    [Range("0 s", "1 h")] public Duration Cue { get; init; } = Duration.Milliseconds(100);

    /// <summary>Time to respond.</summary>
    [Range("0 s", "1 h")] public Duration Go { get; init; } = Duration.Milliseconds(600);

    /// <inheritdoc/>
    public override TrialComposition Compose() => new(
        [
            new() { Name = "fix1", Lasts = Fixation },
            new() { Name = "delay1", Lasts = Darkness, Fixation = false },
            new() { Name = "stim1", Lasts = Cue },
            new() { Name = "go1", Lasts = Go, With = "stim1", Fixation = false, Respond = true },
        ],
        [new() { Name = "cue", During = "stim1" }],
        [new() { To = ["cue"], Turned = new(180) }],
        []);
}
