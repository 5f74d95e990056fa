using Spindle.Contracts;

namespace Spindle.Tasks.Cognitive.Saccades;

/// <summary>
/// Look away from a cue that appears a while after the fixation point is gone: antisaccade with a gap (Liu et al. 2021).
/// </summary>
[Kind("gap", Version = 1)]
public sealed record Gap : GapTask;
