using Spindle.Contracts;

namespace Spindle.Probes.Maturation;

/// <summary>
/// The mean tuning curve of selective units, stage by stage of a training. Every unit's tuning is turned so that its preferred place stands in the middle, then
/// averaged over units and over checkpoints; a Gaussian f(x) = A / (s √(2π)) · exp(−(x − u)² / (2 s²)) is fitted to the mean less its minimum, and the width is 2 s, in
/// places of the cue. The height of a unit is its greatest tuning value less its least (Liu et al., iScience 2021).
/// </summary>
/// <remarks>The heights of a stage are those of all units at all its checkpoints; the same units come again, so that the t-tests between stages take too many samples for independent, as in the paper.</remarks>
[Kind("tuning_curves", Version = 1)]
public sealed record TuningCurves : UnitProbe
{
    /// <summary>The rule whose trials are run, and whose performance gives the stages.</summary>
    public required string Rule { get; init; }

    /// <summary>The epoch whose rates are averaged, and in which units must be selective.</summary>
    public string Epoch { get; init; } = "stim1";

    /// <summary>The pairs of stages that are compared.</summary>
    internal static IReadOnlyList<(MaturationStage First, MaturationStage Second)> Pairs { get; } =
    [
        (MaturationStage.Early, MaturationStage.Mid),
        (MaturationStage.Early, MaturationStage.Mature),
        (MaturationStage.Mid, MaturationStage.Mature),
    ];

    /// <inheritdoc/>
    public override IEnumerable<Metric> Metrics(PlannedSubject subject)
    {
        foreach (var stage in MaturationStages.All)
        {
            var name = stage.Name();
            yield return new($"tuning_width_{name}", "places", $"Width 2 s of the Gaussian through the {name} curve, in places of the cue.");
            yield return new($"tuning_peak_{name}", "", $"Value of the {name} curve at the preferred place.");
            yield return new($"tuning_height_{name}", "", $"Mean height of the tuning of units at {name} checkpoints.");
            yield return new($"units_{name}", "", $"Mean number of units that enter, over the {name} checkpoints.");
        }
        foreach (var (first, second) in Pairs)
        {
            yield return new($"tuning_height_t_{first.Name()}_{second.Name()}", "", $"t of heights, {second.Name()} less {first.Name()}.");
            yield return new($"tuning_height_p_{first.Name()}_{second.Name()}", "", $"p of the t-test of heights between {first.Name()} and {second.Name()}.");
        }
    }

    /// <inheritdoc/>
    public override IReadOnlyDictionary<string, ArtifactRef> Plan(IPlanner planner, PlannedSubject subject) => Measure(
        planner, (PlannedModel)subject, "tuning_curves/measure",
        [
            .. MeasuredNumbers.Outputs,
            new("curves", ArtifactType.Table) { Gaps = true },
            new("heights", ArtifactType.Table) { Gaps = true },
            new("tuning_curves", ArtifactType.Figure),
        ]);

    /// <inheritdoc/>
    protected override IEnumerable<(string Property, string Rule, string Epoch)> LookedEpochs() => [(nameof(Epoch), Rule, Epoch)];
}
