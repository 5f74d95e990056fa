using Spindle.Contracts;

namespace Spindle.Tests.Kinds;

/// <summary>A training as a chain of segments between checkpoints.</summary>
[Kind("drill", Version = 1)]
public sealed record Drill : TrainingSpec
{
    /// <summary>How many updates in all.</summary>
    [PlanOnly, Range("1", "1000000000")] public long Updates { get; init; } = 100;

    /// <summary>Updates between two checkpoints.</summary>
    [PlanOnly, Range("1", "1000000000")] public long CheckpointEvery { get; init; } = 50;

    /// <summary>How far an update goes.</summary>
    [Range("0", "1")] public double LearningRate { get; init; } = 0.1;

    /// <summary>Steps of the part of a trial that is looked at.</summary>
    [Range("1", "1000000")] public long Window { get; init; } = 10;

    /// <inheritdoc/>
    public override IEnumerable<Problem> Validate(TaskSpec task, ArchitectureSpec architecture)
    {
        if (task is Walk walk && Window > walk.Steps)
            yield return new(DiagnosticCodes.TimeGrid, nameof(Window), $"a window of {Window} steps in trials of {walk.Steps}", $"at most {walk.Steps}");
    }

    /// <inheritdoc/>
    public override IReadOnlyList<Checkpoint> Plan(IPlanner planner, PlannedTask task, ArchitectureSpec architecture, ArtifactRef initial)
    {
        var checkpoints = new List<Checkpoint> { new(0, initial, null) };
        for (var from = 0L; from < Updates; from += CheckpointEvery)
        {
            var to = Math.Min(from + CheckpointEvery, Updates);
            var segment = planner.Step(new($"train/{from}-{to}", "drill/segment")
            {
                Parameters = new Dictionary<string, object> { ["training"] = this, ["from"] = from, ["to"] = to },
                Inputs = new Dictionary<string, ArtifactRef> { ["data"] = task.Artifacts["data"], ["state"] = checkpoints[^1].State },
                Outputs = [new("state", ArtifactType.Tensors)],
            });
            checkpoints.Add(new(to, segment["state"], null));
        }
        return checkpoints;
    }
}

/// <summary>Moves a state a little at every update.</summary>
[Operation("drill/segment")]
public sealed class DrillSegment : IOperation
{
    /// <inheritdoc/>
    public void Run(IStepContext context)
    {
        var rate = context.Parameter<Drill>("training").LearningRate;
        var state = context.ReadTensors("state")["state"].Values<double>().ToArray();
        for (var update = context.Parameter<long>("from"); update < context.Parameter<long>("to"); update++)
            for (var i = 0; i < state.Length; i++) state[i] -= rate * state[i];
        context.WriteTensors("state", new Dictionary<string, TensorData> { ["state"] = TensorData.Of<double>(state, state.Length) });
    }
}
