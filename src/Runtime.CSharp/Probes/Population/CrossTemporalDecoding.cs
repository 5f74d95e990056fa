using Spindle.Contracts;

namespace Spindle.Probes.Population;

/// <summary>
/// How well the location of the cue can be read from the activity at one time by what was learnt at another: for every window of a
/// trial a support vector machine is trained on the units' mean rates, and tested on every window (Meyers et al., J. Neurophysiol.
/// 2008; Liu et al., iScience 2021). A square of high accuracy is a code that stays, a diagonal one that moves on.
/// </summary>
/// <remarks>
/// The machine is scikit-learn's SVC: radial kernel, γ = 1 / (units · variance of the training rates), a machine for each pair of
/// locations. The first trials of every location are held out. Accuracy at the training window is of the held-out trials; elsewhere of
/// all trials, or of those held out alone. Windows that overlap share data. Windows of an epoch lie wholly in it; where it is shorter than
/// a window, those count whose middle lies in it.
/// </remarks>
[Kind("cross_temporal_decoding", Version = 1)]
public sealed record CrossTemporalDecoding : PopulationProbe
{
    /// <summary>Length of a window.</summary>
    [Range("1 us", "1 h")] public Duration Window { get; init; } = Duration.Milliseconds(200);

    /// <summary>From the start of one window to that of the next.</summary>
    [Range("1 us", "1 h")] public Duration Stride { get; init; } = Duration.Milliseconds(20);

    /// <summary>Trials of every location that no machine is trained on.</summary>
    [Range("1", "10000")] public long HeldOut { get; init; } = 2;

    /// <summary>Whether other windows are tested on held-out trials alone, rather than on all.</summary>
    public bool HeldOutOnly { get; init; }

    /// <summary>Whether the rates of every unit are brought to mean 0 and standard deviation 1, window by window.</summary>
    public bool ZScore { get; init; }

    /// <summary>
    /// Trials of every location to make up for training: each unit's course is that of one of the location's training trials, drawn
    /// for every unit by itself.
    /// </summary>
    [Range("0", "10000")] public long SyntheticTrials { get; init; }

    /// <summary>C, what a training trial on the wrong side costs.</summary>
    [Range("1e-6", "1e6")] public double Cost { get; init; } = 1;

    /// <inheritdoc/>
    public override IEnumerable<Problem> Validate(PlannedSubject subject)
    {
        foreach (var problem in base.Validate(subject)) yield return problem;
        var trials = TrialsOf(subject);
        if (trials.Count == 1) yield return new(DiagnosticCodes.UnmetRequirement, nameof(Of), $"the test trials of '{subject.Name}' are of one location only");
        if (trials.Count > 0 && trials.Values.Min() is var fewest && fewest <= HeldOut)
        {
            var message = $"{HeldOut} trials of every location are held out, and '{subject.Name}' does {fewest} of some: none is left to train on";
            yield return new(DiagnosticCodes.UnmetRequirement, nameof(HeldOut), message, $"at most {fewest - 1}, or more repetitions");
        }
        var (epochs, step) = Times(subject);
        if (epochs.Count == 0) yield break;
        var steps = epochs.Max(epoch => epoch.To);
        if (Window.Seconds < step.Seconds || Window.Seconds > steps * step.Seconds)
        {
            var message = $"a window of {Window.Seconds * 1000:0.###} ms does not fit trials of {steps} steps of {step.Seconds * 1000:0.###} ms";
            yield return new(DiagnosticCodes.TimeGrid, nameof(Window), message, $"{step.Seconds * 1000:0.###} ms to {steps * step.Seconds * 1000:0.###} ms");
        }
        if (Stride.Seconds < step.Seconds)
        {
            var message = $"a stride of {Stride.Seconds * 1000:0.###} ms is shorter than a step of {step.Seconds * 1000:0.###} ms";
            yield return new(DiagnosticCodes.TimeGrid, nameof(Stride), message, $"at least {step.Seconds * 1000:0.###} ms");
        }
    }

    /// <inheritdoc/>
    protected override IEnumerable<Metric> Metrics(IReadOnlyList<Epoch> epochs, Duration timeStep)
    {
        if (epochs.Count == 0) yield break;
        var windows = Windows((int)epochs.Max(epoch => epoch.To), timeStep);
        foreach (var epoch in epochs)
        {
            if (windows.Within(epoch).Any())
                yield return new($"diagonal_accuracy_{epoch.Name}", "", $"Mean accuracy at the training window, over windows in {epoch.Name}.");
            if (windows.Apart(epoch, epoch).Any())
                yield return new($"off_diagonal_accuracy_{epoch.Name}", "", $"Mean accuracy over pairs of windows in {epoch.Name} that share no step.");
        }
        yield return new("maximum_accuracy", "", "The greatest accuracy at a training window.");
    }

    /// <summary>The windows of trials.</summary>
    internal SlidingWindows Windows(int steps, Duration step) =>
        new(steps, Math.Max(1, (int)(Window.Seconds / step.Seconds)), Math.Max(1, (int)(Stride.Seconds / step.Seconds)));

    /// <inheritdoc/>
    public override IReadOnlyDictionary<string, ArtifactRef> Plan(IPlanner planner, PlannedSubject subject) =>
        planner.Step(new("", "cross_temporal_decoding/measure")
        {
            Parameters = new Dictionary<string, object> { ["probe"] = this },
            Inputs = PlanActivity(planner, subject),
            Outputs =
            [
                .. MeasuredNumbers.Outputs,
                new("accuracy", ArtifactType.Tensors),
                new("diagonal", ArtifactType.Table),
                new("epochs", ArtifactType.Table),
                new("cross_temporal_decoding", ArtifactType.Figure),
            ],
        });
}
