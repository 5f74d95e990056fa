using Spindle.Architectures;
using Spindle.Contracts;
using Spindle.Tasks.RingAttractor;

namespace Spindle.Probes;

/// <summary>
/// How well a trained network reproduces the ring's activity on fresh trials: in the short windows that it was trained on,
/// and running freely for a whole trial.
/// </summary>
[Kind("identification_fit", Version = 1)]
public sealed record IdentificationFit : ProbeSpec
{
    /// <summary>The model whose fit is measured.</summary>
    [PlanOnly] public required ModelRef<RingAttractor> Of { get; init; }

    /// <summary>How many steps ahead of the start of a trial the free run is compared with the teacher.</summary>
    [Range("1", "9999999")] public IReadOnlyList<long> Horizons { get; init; } = [1, 10, 49, 200, 998];

    /// <summary>Steps of a short window, the one that it starts from included.</summary>
    [Range("2", "1000000")] public long Window { get; init; } = 50;

    /// <inheritdoc/>
    public override Subject Target => Of;

    /// <inheritdoc/>
    public override IEnumerable<Requirement> Requirements() =>
        [new Requirement.OfTask(typeof(RingAttractor)), new Requirement.OfArchitecture(typeof(InputSeparatedRnn))];

    /// <inheritdoc/>
    public override IEnumerable<Problem> Validate()
    {
        foreach (var twice in Horizons.GroupBy(horizon => horizon).Where(group => group.Count() > 1))
            yield return new(DiagnosticCodes.OutOfRange, nameof(Horizons), $"horizon {twice.Key} is named twice", "name each horizon once");
    }

    /// <inheritdoc/>
    public override IEnumerable<Problem> Validate(PlannedSubject subject)
    {
        if (subject is not PlannedModel model) yield break;
        var (task, steps) = (model.Task.Name, model.Task.Spec.Signature().Steps);
        foreach (var horizon in Horizons.Where(horizon => horizon >= steps))
        {
            yield return new(
                DiagnosticCodes.TimeGrid, nameof(Horizons),
                $"horizon {horizon} lies beyond the simulation of '{task}', which has {steps} steps", $"at most {steps - 1}");
        }
        if (Window > steps)
        {
            yield return new(
                DiagnosticCodes.TimeGrid, nameof(Window),
                $"a window of {Window} steps does not fit trials of {steps} steps", $"at most {steps}");
        }
    }

    /// <inheritdoc/>
    public override IEnumerable<Metric> Metrics(PlannedSubject subject)
    {
        yield return new("test_fit", "", "Mean squared error of observed units in short windows of fresh trials.");
        yield return new("free_run_mse", "", "Mean squared error of observed units over whole trials in free run.");
        foreach (var horizon in Horizons)
        {
            yield return new(Named("free_run_mse", horizon), "", $"Mean squared error of observed units {horizon} steps into a free run.");
            yield return new(Named("bump_error", horizon), "rad", $"Mean absolute error of the bump {horizon} steps into a free run.");
        }
        yield return new("velocity_correlation", "", "Correlation of the bump's movement in a step with the velocity of that step.");
        yield return new("delayed_velocity_correlation", "", "The same with the velocity one step earlier.");
        yield return new("velocity_gain", "", "Turn of the bump, toward lower index, for a turn of the head, over blocks of 100 steps.");
        if (subject is not PlannedModel model) yield break;
        yield return new("training_fit", "", "Mean fit of the last 50 updates of the training.");
        foreach (var updates in LearningCurve.Milestones.Where(updates => updates <= model.Checkpoints[^1].Updates))
            yield return new(Named("training_fit", updates), "", $"Mean fit of the 50 updates up to update {updates}.");
    }

    /// <inheritdoc/>
    public override IReadOnlyDictionary<string, ArtifactRef> Plan(IPlanner planner, PlannedSubject subject)
    {
        var model = (PlannedModel)subject;
        var logs = model.Checkpoints.Select(checkpoint => checkpoint.Log).OfType<ArtifactRef>().ToList();
        var inputs = new Dictionary<string, ArtifactRef> { ["test"] = model.Task.Artifacts["test"], ["state"] = model.Trained };
        for (var log = 0; log < logs.Count; log++) inputs[LogInput(log)] = logs[log];
        return planner.Step(new("", "identification_fit/measure")
        {
            Parameters = new Dictionary<string, object>
            {
                ["probe"] = this,
                ["architecture"] = model.Architecture,
                ["logs"] = (long)logs.Count,
            },
            Inputs = inputs,
            Outputs =
            [
                new("metrics", ArtifactType.Record),
                new("horizons", ArtifactType.Table),
                new("learning", ArtifactType.Table),
                new("errors", ArtifactType.Figure),
                new("learning_curve", ArtifactType.Figure),
            ],
        });
    }

    /// <summary>The name of a metric at a number of steps or updates.</summary>
    internal static string Named(string metric, long at) => $"{metric}_{at}";

    /// <summary>The name of the input that holds the log of a training segment.</summary>
    internal static string LogInput(int segment) => $"log_{segment}";
}
