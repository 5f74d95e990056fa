using Spindle.Contracts;

namespace Spindle.Probes.Maturation;

/// <summary>
/// How the mean response of a population in an epoch grows along a training: at every checkpoint the mean, over the units that are selective in one epoch, of their
/// scaled rates for the preferred place over the steps of another (Liu et al., iScience 2021).
/// </summary>
[Kind("epoch_growth", Version = 1)]
public sealed record EpochGrowth : UnitProbe
{
    /// <summary>The rule whose trials are run, and whose performance gives the stages.</summary>
    public required string Rule { get; init; }

    /// <summary>The epoch in which units must be selective.</summary>
    public string Epoch { get; init; } = "stim1";

    /// <summary>The epochs whose mean rate is followed.</summary>
    public IReadOnlyList<string> Followed { get; init; } = ["stim1", "delay1"];

    /// <inheritdoc/>
    public override IEnumerable<Problem> Validate() => ListProblems(nameof(Followed), Followed);

    /// <inheritdoc/>
    public override IEnumerable<Metric> Metrics(PlannedSubject subject)
    {
        foreach (var epoch in Followed)
        {
            foreach (var stage in MaturationStages.All)
                yield return new($"rate_{epoch}_{stage.Name()}", "", $"Mean rate in {epoch} over the {stage.Name()} checkpoints.");
            yield return new($"rate_{epoch}_first", "", $"Mean rate in {epoch} at the first checkpoint where a unit enters.");
            yield return new($"rate_{epoch}_last", "", $"Mean rate in {epoch} at the last checkpoint.");
            yield return new($"performance_correlation_{epoch}", "", $"Rank correlation over checkpoints of the mean rate in {epoch} with performance.");
        }
    }

    /// <inheritdoc/>
    public override IReadOnlyDictionary<string, ArtifactRef> Plan(IPlanner planner, PlannedSubject subject) => Measure(
        planner, (PlannedModel)subject, "epoch_growth/measure",
        [.. MeasuredNumbers.Outputs, new("growth", ArtifactType.Table), new("epoch_growth", ArtifactType.Figure)]);

    /// <inheritdoc/>
    protected override IEnumerable<(string Property, string Rule, string Epoch)> LookedEpochs() =>
        [(nameof(Epoch), Rule, Epoch), .. Followed.Select(epoch => (nameof(Followed), Rule, epoch))];
}
