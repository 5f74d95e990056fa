using Spindle.Contracts;
using Spindle.Probes.Trials;

namespace Spindle.Probes.Maturation;

/// <summary>
/// How many units are selective for the place of the cue, and in which way, along a training. A unit is active where, for some place, its rate differs between
/// fixation and stimulus (paired t-test), selective where its rate in the epoch depends on the place (analysis of variance); selective units are excited,
/// mixed or inhibited (Liu et al., iScience 2021).
/// </summary>
[Kind("selectivity", Version = 1)]
public sealed record SelectivityThroughTraining : UnitProbe
{
    /// <summary>The rule whose trials are run, and whose performance gives the stages.</summary>
    public required string Rule { get; init; }

    /// <summary>The epochs that are analysed.</summary>
    public IReadOnlyList<string> Epochs { get; init; } = ["stim1", "delay1"];

    /// <inheritdoc/>
    public override IEnumerable<Problem> Validate() => ListProblems(nameof(Epochs), Epochs);

    /// <inheritdoc/>
    public override IEnumerable<Metric> Metrics(PlannedSubject subject)
    {
        foreach (var epoch in Epochs)
        {
            foreach (var stage in MaturationStages.All)
            {
                yield return new($"active_units_{epoch}_{stage.Name()}", "", $"Mean number of units that respond, over the {stage.Name()} checkpoints.");
                yield return new($"selective_units_{epoch}_{stage.Name()}", "", $"Mean number of units selective in {epoch}, over the {stage.Name()} checkpoints.");
                foreach (var kind in Enum.GetValues<UnitClass>())
                    yield return new(Named(kind, epoch, stage), "", $"Mean number of {Name(kind)} units in {epoch}, over the {stage.Name()} checkpoints.");
            }
            yield return new($"unscaled_units_{epoch}", "", "The most units at a checkpoint whose rates could not be scaled, so that they were left out.");
        }
    }

    /// <inheritdoc/>
    public override IReadOnlyDictionary<string, ArtifactRef> Plan(IPlanner planner, PlannedSubject subject) => Measure(
        planner, (PlannedModel)subject, "selectivity/measure",
        [
            .. MeasuredNumbers.Outputs,
            new("counts", ArtifactType.Table),
            new("units", ArtifactType.Table) { Gaps = true },
            new("tuning", ArtifactType.Tensors) { Gaps = true },
            new("classes", ArtifactType.Figure),
        ]);

    /// <inheritdoc/>
    protected override IEnumerable<(string Property, string Rule, string Epoch)> LookedEpochs() =>
        Epochs.Select(epoch => (nameof(Epochs), Rule, epoch));

    /// <summary>The word for a class.</summary>
    internal static string Name(UnitClass kind) => kind.ToString().ToLowerInvariant();

    /// <summary>The metric that counts a class.</summary>
    internal static string Named(UnitClass kind, string epoch, MaturationStage stage) => $"{Name(kind)}_units_{epoch}_{stage.Name()}";
}
