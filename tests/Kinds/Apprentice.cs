using Spindle.Contracts;

namespace Spindle.Tests.Kinds;

/// <summary>A training that copies another model: one model needs another.</summary>
[Kind("apprentice", Version = 1)]
public sealed record Apprentice : TrainingSpec
{
    /// <summary>The model that is copied.</summary>
    [PlanOnly] public required ModelRef Master { get; init; }

    /// <inheritdoc/>
    public override IReadOnlyList<Checkpoint> Plan(IPlanner planner, PlannedTask task, ArchitectureSpec architecture, ArtifactRef initial)
    {
        var copied = planner.Step(new("train/copy", "apprentice/copy")
        {
            Inputs = new Dictionary<string, ArtifactRef> { ["state"] = planner.Model(Master).Trained },
            Outputs = [new("state", ArtifactType.Tensors)],
        });
        return [new(0, initial, null), new(1, copied["state"], null)];
    }
}

/// <summary>Copies a state.</summary>
[Operation("apprentice/copy")]
public sealed class ApprenticeCopy : IOperation
{
    /// <inheritdoc/>
    public void Run(IStepContext context) => context.WriteTensors("state", context.ReadTensors("state"));
}
