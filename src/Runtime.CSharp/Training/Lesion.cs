using Spindle.Architectures.Recurrent;
using Spindle.Contracts;

namespace Spindle.Training;

/// <summary>
/// No training, but a trained model with some units silenced: all weights that lead from them, to units and to outputs, are 0. The
/// model that it makes has one checkpoint.
/// </summary>
[Kind("lesion", Version = 1)]
public sealed record Lesion : TrainingSpec
{
    /// <summary>The model whose trained state is taken; it needs the same task channels and architecture.</summary>
    [PlanOnly] public required ModelRef Of { get; init; }

    /// <summary>The units that are silenced, by index from 0.</summary>
    [Range("0", "99999")] public IReadOnlyList<long> Units { get; init; } = [];

    /// <summary>Further units, which a probe picks; none by default.</summary>
    public UnitCriterion? Where { get; init; }

    /// <inheritdoc/>
    public override IEnumerable<Problem> Validate()
    {
        if (Units.Count == 0 && Where is null)
            yield return new(DiagnosticCodes.UnmetRequirement, nameof(Units), "a lesion names units, or a criterion for them", "give units or where");
    }

    /// <inheritdoc/>
    public override IEnumerable<Problem> Validate(TaskSpec task, ArchitectureSpec architecture)
    {
        if (architecture is not RecurrentSpec network)
        {
            yield return new(DiagnosticCodes.UnmetRequirement, "", "a lesion needs a recurrent network, such as leaky_rnn");
            yield break;
        }
        for (var at = 0; at < Units.Count; at++)
        {
            if (Units[at] >= network.Units)
                yield return new(DiagnosticCodes.ImpossibleShape, $"{nameof(Units)}[{at}]", $"there is no unit {Units[at]} in a network of {network.Units}", $"at most {network.Units - 1}");
        }
    }

    /// <inheritdoc/>
    public override IEnumerable<Problem> Validate(IPlanner planner, PlannedTask task, ArchitectureSpec architecture) =>
        SameNetwork.Problems(nameof(Of), planner.Model(Of), task, architecture);

    /// <inheritdoc/>
    public override IReadOnlyList<Checkpoint> Plan(IPlanner planner, PlannedTask task, ArchitectureSpec architecture, ArtifactRef initial)
    {
        var model = planner.Model(Of);
        var inputs = new Dictionary<string, ArtifactRef> { ["initial"] = initial, ["state"] = model.Trained };
        if (Where is not null) inputs["units"] = planner.Probe(Where.Probe)[Where.Table];
        var silenced = planner.Step(new("train/lesion", "lesion/silence")
        {
            Parameters = new Dictionary<string, object> { ["lesion"] = this, ["architecture"] = architecture },
            Inputs = inputs,
            Outputs = [new("state", ArtifactType.Tensors), new("silenced", ArtifactType.Table)],
        });
        return [new(model.Checkpoints[^1].Updates, silenced["state"], null)];
    }
}
