using Spindle.Contracts;
using Spindle.Tasks.Cognitive;

namespace Spindle.Probes.Maturation;

/// <summary>
/// The mean response of a population to its preferred and to the opposite directions, stage by stage of a training (PSTH; Liu et al.,
/// iScience 2021). At every checkpoint: the mean over the units that enter of each unit's scaled rate for the place that it prefers; for a
/// stage: the mean over its checkpoints, each counting alike.
/// </summary>
[Kind("psth", Version = 1)]
public sealed record PopulationResponse : UnitProbe
{
    /// <summary>The rule whose trials are run, and whose performance gives the stages.</summary>
    public required string Rule { get; init; }

    /// <summary>The epoch in which units must be selective.</summary>
    public string Epoch { get; init; } = "stim1";

    /// <summary>
    /// Whether the same units are followed throughout: those of the classes at the last checkpoint that are selective, in whatever class, at
    /// every one. Otherwise each checkpoint has its own.
    /// </summary>
    public bool Fixed { get; init; }

    /// <inheritdoc/>
    public override IEnumerable<Metric> Metrics(PlannedSubject subject)
    {
        var task = (TrialTaskSpec)((PlannedModel)subject).Task.Spec;
        foreach (var stage in MaturationStages.All)
        {
            var name = stage.Name();
            yield return new($"units_{name}", "", $"Mean number of units that enter, over the {name} checkpoints.");
            yield return new($"performance_{name}", "", $"Mean performance over the {name} checkpoints.");
            foreach (var epoch in task.EpochsOf(Rule).Where(epoch => epoch.Name != Units.Baseline))
            {
                yield return new(Named("rate", epoch, stage), "", $"Mean of the {name} curve over {epoch.Name}, preferred direction.");
                yield return new(Named("peak", epoch, stage), "", $"Greatest value of the {name} curve in {epoch.Name}, preferred direction.");
                yield return new(Named("opposite_rate", epoch, stage), "", $"Mean of the {name} curve over {epoch.Name}, opposite direction.");
                yield return new(Named("opposite_peak", epoch, stage), "", $"Greatest value of the {name} curve in {epoch.Name}, opposite direction.");
            }
        }
    }

    /// <inheritdoc/>
    public override IReadOnlyDictionary<string, ArtifactRef> Plan(IPlanner planner, PlannedSubject subject) => Measure(
        planner, (PlannedModel)subject, "psth/measure",
        [
            .. MeasuredNumbers.Outputs,
            new("curves", ArtifactType.Table),
            new("checkpoints", ArtifactType.Table),
            new("units", ArtifactType.Table),
            new("psth", ArtifactType.Figure),
        ]);

    /// <inheritdoc/>
    protected override IEnumerable<(string Property, string Rule, string Epoch)> LookedEpochs() => [(nameof(Epoch), Rule, Epoch)];

    /// <summary>The name of a metric of an epoch and a stage.</summary>
    internal static string Named(string what, Epoch epoch, MaturationStage stage) => $"{what}_{epoch.Name}_{stage.Name()}";
}
