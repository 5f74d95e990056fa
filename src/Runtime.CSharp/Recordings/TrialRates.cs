using Spindle.Contracts;
using Spindle.Probes.Trials;

namespace Spindle.Recordings;

/// <summary>
/// Rates of neurons recorded over trials of a delayed response: a text file with a row for every time bin of every trial, ordered by
/// location of the cue, trial and bin, and a column for every neuron.
/// </summary>
/// <remarks>
/// Numbers stand apart by white space, commas or semicolons; there is no header. Its artifacts: <c>activity</c>, <c>epochs</c> and
/// <c>absence</c>, for probes on trials. Epochs are <c>fix1</c>, <c>stim1</c>, <c>delay1</c> and, from the end of the delay on, <c>go1</c>.
/// </remarks>
[Kind("trial_rates", Version = 1)]
public sealed record TrialRates : RecordingSpec, ITrialRecording
{
    /// <summary>The file.</summary>
    public required DataFile File { get; init; }

    /// <summary>Time bins of a trial.</summary>
    [Range("2", "1000000")] public long Bins { get; init; } = 176;

    /// <summary>Length of a bin.</summary>
    [Range("1 us", "10 s")] public Duration TimeStep { get; init; } = Duration.Milliseconds(20);

    /// <summary>Locations of the cue.</summary>
    [Range("1", "10000")] public long Locations { get; init; } = 8;

    /// <summary>
    /// Whether the first column is the location of the cue, 1 for the first; else all locations have as many trials, one location
    /// after the other.
    /// </summary>
    public bool LocationColumn { get; init; }

    /// <summary>Time before the cue.</summary>
    [Range("0 s", "1 h")] public Duration Fixation { get; init; } = Duration.Milliseconds(1000);

    /// <summary>Time that the cue is shown.</summary>
    [Range("0 s", "1 h")] public Duration Cue { get; init; } = Duration.Milliseconds(500);

    /// <summary>Time from the cue's end to the go signal.</summary>
    [Range("0 s", "1 h")] public Duration Delay { get; init; } = Duration.Milliseconds(1500);

    /// <inheritdoc/>
    public override IEnumerable<Problem> Validate()
    {
        var needed = (Fixation.Seconds + Cue.Seconds + Delay.Seconds) / TimeStep.Seconds;
        if (needed < Bins) yield break;
        var message = $"fixation, cue and delay take {needed:0.##} bins, the trials have {Bins}";
        yield return new(DiagnosticCodes.TimeGrid, nameof(Bins), message, "leave at least a bin for the response");
    }

    /// <inheritdoc/>
    public IReadOnlyList<Epoch> Epochs()
    {
        long At(params Duration[] times) => (long)(times.Sum(time => time.Seconds) / TimeStep.Seconds);
        var (cue, delay, go) = (At(Fixation), At(Fixation, Cue), At(Fixation, Cue, Delay));
        Epoch[] epochs = [new("fix1", 0, cue), new("stim1", cue, delay), new("delay1", delay, go), new("go1", go, Bins)];
        return [.. epochs.Where(epoch => epoch.To > epoch.From)];
    }

    /// <inheritdoc/>
    public override IReadOnlyDictionary<string, ArtifactRef> Plan(IPlanner planner) => planner.Step(new("", "trial_rates/read")
    {
        Parameters = new Dictionary<string, object> { ["recording"] = this },
        Outputs = ActivityArtifact.Outputs,
    });
}
