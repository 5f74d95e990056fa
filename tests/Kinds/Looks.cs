using System.Text.Json.Nodes;
using Spindle.Contracts;

namespace Spindle.Tests.Kinds;

/// <summary>The size of whatever is there: a probe on any subject.</summary>
[Kind("size", Version = 1)]
public sealed record Size : ProbeSpec
{
    /// <summary>What is measured.</summary>
    [PlanOnly] public required Subject Of { get; init; }

    /// <summary>How many bins.</summary>
    [Range("1", "1000")] public long Bins { get; init; } = 10;

    /// <inheritdoc/>
    public override Subject Target => Of;

    /// <inheritdoc/>
    public override IEnumerable<Metric> Metrics(PlannedSubject subject) => [new("mean", "", "The mean."), new("spread", "", "The standard deviation.")];

    /// <inheritdoc/>
    public override IReadOnlyDictionary<string, ArtifactRef> Plan(IPlanner planner, PlannedSubject subject) => planner.Step(new("", "size/measure")
    {
        Parameters = new Dictionary<string, object> { ["probe"] = this },
        Inputs = new Dictionary<string, ArtifactRef>
        {
            ["data"] = subject switch
            {
                PlannedModel model => model.Trained,
                PlannedTask task => task.Artifacts["data"],
                PlannedRecording recording => recording.Artifacts["data"],
                _ => throw new ArgumentException($"size cannot measure '{subject.Name}'", nameof(subject)),
            },
        },
        Outputs = [new("metrics", ArtifactType.Record)],
    });
}

/// <summary>How well a net follows a walk: a probe on models that compares with a task.</summary>
[Kind("follow", Version = 1)]
public sealed record Follow : ProbeSpec
{
    /// <summary>The model.</summary>
    [PlanOnly] public required ModelRef Of { get; init; }

    /// <summary>The walk that it should follow.</summary>
    [PlanOnly] public required TaskRef<Walk> Truth { get; init; }

    /// <summary>Steps after which it is compared.</summary>
    [Range("1", "1000000")] public IReadOnlyList<long> Horizons { get; init; } = [1, 10];

    /// <inheritdoc/>
    public override Subject Target => Of;

    /// <inheritdoc/>
    public override IEnumerable<Requirement> Requirements() => [new Requirement.OfArchitecture(typeof(Net)), new Requirement.OfLayer("hidden")];

    /// <inheritdoc/>
    public override IEnumerable<Problem> Validate(PlannedSubject subject)
    {
        if (subject is PlannedModel { Task.Spec: Walk walk } && Horizons.Any(horizon => horizon > walk.Steps))
            yield return new(DiagnosticCodes.TimeGrid, nameof(Horizons), $"a horizon beyond the walk's {walk.Steps} steps");
    }

    /// <inheritdoc/>
    public override IEnumerable<Metric> Metrics(PlannedSubject subject) =>
    [
        .. Horizons.Select(horizon => new Metric($"error_{horizon}", "", $"The error after {horizon} steps.")),
        .. subject is PlannedModel { Architecture: Net { Hidden: > 4 } } ? [new Metric("depth", "", "How deep.")] : Array.Empty<Metric>(),
    ];

    /// <inheritdoc/>
    public override IReadOnlyDictionary<string, ArtifactRef> Plan(IPlanner planner, PlannedSubject subject) => planner.Step(new("", "follow/measure")
    {
        Parameters = new Dictionary<string, object> { ["probe"] = this },
        Inputs = new Dictionary<string, ArtifactRef> { ["data"] = ((PlannedModel)subject).Trained, ["truth"] = planner.Task(Truth).Artifacts["data"] },
        Outputs = [new("metrics", ArtifactType.Record)],
    });
}

/// <summary>How alike two models are.</summary>
[Kind("likeness", Version = 1)]
public sealed record Likeness : ProbeSpec
{
    /// <summary>The one.</summary>
    [PlanOnly] public required ModelRef<Walk> Of { get; init; }

    /// <summary>The other.</summary>
    [PlanOnly] public required ModelRef With { get; init; }

    /// <summary>The variable by which they are compared.</summary>
    public string Variable { get; init; } = "position";

    /// <inheritdoc/>
    public override Subject Target => Of;

    /// <inheritdoc/>
    public override IEnumerable<Requirement> Requirements() => [new Requirement.OfVariable(Variable)];

    /// <inheritdoc/>
    public override IEnumerable<Metric> Metrics(PlannedSubject subject) => [new("similarity", "", "From 0 to 1.")];

    /// <inheritdoc/>
    public override IReadOnlyDictionary<string, ArtifactRef> Plan(IPlanner planner, PlannedSubject subject) => planner.Step(new("", "likeness/measure")
    {
        Parameters = new Dictionary<string, object> { ["probe"] = this },
        Inputs = new Dictionary<string, ArtifactRef> { ["data"] = ((PlannedModel)subject).Trained, ["other"] = planner.Model(With).Trained },
        Outputs = [new("metrics", ArtifactType.Record)],
    });
}

/// <summary>Says how large the numbers of an input are.</summary>
public abstract class Look(params string[] metrics) : IOperation
{
    /// <inheritdoc/>
    public void Run(IStepContext context)
    {
        var count = context.ReadTensors("data").Values.Sum(tensor => tensor.Count);
        context.WriteRecord("metrics", new JsonObject(metrics.Select(metric => KeyValuePair.Create(metric, (JsonNode?)JsonValue.Create(count)))));
    }
}

/// <summary>Measures for <see cref="Size"/>.</summary>
[Operation("size/measure")]
public sealed class SizeMeasure() : Look("mean", "spread");

/// <summary>Measures for <see cref="Follow"/>.</summary>
[Operation("follow/measure")]
public sealed class FollowMeasure() : Look("error_1", "error_10");

/// <summary>Measures for <see cref="Likeness"/>.</summary>
[Operation("likeness/measure")]
public sealed class LikenessMeasure() : Look("similarity");

/// <summary>A probe with a parameter that trainings have too.</summary>
[Kind("look_again", Version = 1)]
public sealed record LookAgain : ProbeSpec
{
    /// <summary>What is measured.</summary>
    [PlanOnly] public required ModelRef Of { get; init; }

    /// <summary>How long it looks.</summary>
    public long Window { get; init; } = 1;

    /// <inheritdoc/>
    public override Subject Target => Of;

    /// <inheritdoc/>
    public override IEnumerable<Metric> Metrics(PlannedSubject subject) => [new("mean", "", "The mean.")];

    /// <inheritdoc/>
    public override IReadOnlyDictionary<string, ArtifactRef> Plan(IPlanner planner, PlannedSubject subject) => planner.Step(new("", "size/measure")
    {
        Parameters = new Dictionary<string, object> { ["probe"] = this },
        Inputs = new Dictionary<string, ArtifactRef> { ["data"] = ((PlannedModel)subject).Trained },
        Outputs = [new("metrics", ArtifactType.Record)],
    });
}
