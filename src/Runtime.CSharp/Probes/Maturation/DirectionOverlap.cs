using Spindle.Contracts;

namespace Spindle.Probes.Maturation;

/// <summary>
/// Whether the same units are selective in two epochs, of one rule or of two, and whether they prefer the same place, along a training (Liu et al., iScience 2021).
/// </summary>
[Kind("direction_overlap", Version = 1)]
public sealed record DirectionOverlap : UnitProbe
{
    /// <summary>The first rule; its performance gives the stages.</summary>
    public required string FirstRule { get; init; }

    /// <summary>The epoch of the first rule.</summary>
    public string FirstEpoch { get; init; } = "stim1";

    /// <summary>The second rule, which may be the first again.</summary>
    public required string SecondRule { get; init; }

    /// <summary>The epoch of the second rule.</summary>
    public string SecondEpoch { get; init; } = "stim1";

    /// <inheritdoc/>
    public override IEnumerable<Metric> Metrics(PlannedSubject subject)
    {
        foreach (var stage in MaturationStages.All)
        {
            var name = stage.Name();
            yield return new($"both_{name}", "", $"Mean number of units selective in both epochs, over the {name} checkpoints.");
            yield return new($"same_{name}", "", $"Those of them that prefer the same place in both, over the {name} checkpoints.");
            yield return new($"different_{name}", "", $"Those of them that prefer another place, over the {name} checkpoints.");
        }
    }

    /// <inheritdoc/>
    public override IReadOnlyDictionary<string, ArtifactRef> Plan(IPlanner planner, PlannedSubject subject) => Measure(
        planner, (PlannedModel)subject, "direction_overlap/measure",
        [.. MeasuredNumbers.Outputs, new("overlap", ArtifactType.Table), new("direction_overlap", ArtifactType.Figure)]);

    /// <inheritdoc/>
    protected override IEnumerable<(string Property, string Rule, string Epoch)> LookedEpochs() =>
        [(nameof(FirstEpoch), FirstRule, FirstEpoch), (nameof(SecondEpoch), SecondRule, SecondEpoch)];
}
