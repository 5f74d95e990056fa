using Spindle.Contracts;

namespace Spindle.Probes.Maturation;

/// <summary>
/// How far responses are from the wanted direction, stage by stage of a training: the circular distance of the population vector at the last step
/// from the target, in all test trials, fixation broken or not (Liu et al., iScience 2021).
/// </summary>
[Kind("saccade_distribution", Version = 1)]
public sealed record SaccadeDistribution : BehaviourProbe
{
    /// <summary>The rule whose trials are run, and whose performance gives the stages.</summary>
    public required string Rule { get; init; }

    /// <summary>Test trials for every place of the cue.</summary>
    [Range("1", "100000")] public long Repetitions { get; init; } = 128;

    /// <inheritdoc/>
    public override IEnumerable<Metric> Metrics(PlannedSubject subject)
    {
        foreach (var stage in MaturationStages.All)
        {
            var name = stage.Name();
            yield return new($"saccade_error_{name}", "deg", $"Mean error over the trials of the {name} checkpoints.");
            yield return new($"saccade_error_median_{name}", "deg", $"Median error over the trials of the {name} checkpoints.");
            yield return new($"saccade_near_{name}", "", $"Share of errors below 36 degrees over the trials of the {name} checkpoints.");
            yield return new($"saccade_undefined_{name}", "", $"Share of trials without a direction, which are left out, over the {name} checkpoints.");
        }
    }

    /// <inheritdoc/>
    public override IReadOnlyDictionary<string, ArtifactRef> Plan(IPlanner planner, PlannedSubject subject) => Measure(
        planner, (PlannedModel)subject, Rule, "saccade_distribution/answer", "saccade_distribution/measure",
        new Dictionary<string, object> { ["repetitions"] = Repetitions },
        new("answers", ArtifactType.Tensors) { Gaps = true },
        [.. MeasuredNumbers.Outputs, new("checkpoints", ArtifactType.Table) { Gaps = true }, new("histograms", ArtifactType.Table), new("saccades", ArtifactType.Figure)]);

    /// <inheritdoc/>
    protected override IEnumerable<(string Property, string Rule)> Looked(PlannedModel model) => [(nameof(Rule), Rule)];
}
