using Spindle.Contracts;

namespace Spindle.Tasks.Cognitive.Saccades;

/// <summary>
/// Look away from a cue that appears half a second after the fixation point is gone: antisaccade with a long gap (Liu et al. 2021).
/// </summary>
[Kind("gap500", Version = 1)]
public sealed record LongGap : GapTask
{
    /// <summary>The task with a gap of 500 ms.</summary>
    public LongGap() => Darkness = Duration.Milliseconds(500);
}
