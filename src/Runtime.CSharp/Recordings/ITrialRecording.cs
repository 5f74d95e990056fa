using Spindle.Contracts;

namespace Spindle.Recordings;

/// <summary>A recording of trials, all of the same length. Its artifacts: <c>activity</c>, <c>epochs</c> and <c>absence</c>, as probes on trials read them.</summary>
public interface ITrialRecording
{
    /// <summary>Length of one step.</summary>
    Duration TimeStep { get; }

    /// <summary>The parts of the trials, in steps.</summary>
    IReadOnlyList<Epoch> Epochs();
}
