using Spindle.Contracts;
using Spindle.Tasks.Cognitive;

namespace Spindle.Probes.Maturation;

/// <summary>
/// How well a network remembers a cue through a distractor, by their distance on the ring and by stage of a training: all pairs of the eight places, distance
/// δ = min(|X − Y|, 8 − |X − Y|); the performance at a distance is the mean over its pairs (Liu et al., iScience 2021).
/// </summary>
[Kind("distractor_resistance", Version = 1)]
public sealed record DistractorResistance : BehaviourProbe
{
    /// <summary>How many places there are.</summary>
    internal const int Places = 8;

    /// <summary>The rule, whose trials must have a distractor, and whose performance gives the stages.</summary>
    public string Rule { get; init; } = "odrd";

    /// <summary>Trials of every pair of cue and distractor.</summary>
    [Range("1", "100000")] public long Repetitions { get; init; } = 128;

    /// <inheritdoc/>
    public override IEnumerable<Problem> Validate(PlannedSubject subject)
    {
        var problems = base.Validate(subject).ToList();
        return problems.Count > 0 || HasDistractor((TrialTaskSpec)((PlannedModel)subject).Task.Spec)
            ? problems
            : [new(DiagnosticCodes.UnmetRequirement, nameof(Rule), $"trials of '{Rule}' have no distractor on a ring of {Places} places")];
    }

    /// <inheritdoc/>
    public override IEnumerable<Metric> Metrics(PlannedSubject subject)
    {
        foreach (var stage in MaturationStages.All)
        {
            for (var distance = 0; distance <= Places / 2; distance++)
            {
                yield return new(
                    Named("performance", stage, distance), "", $"Mean performance of the {stage.Name()} checkpoints with the distractor {45 * distance} degrees from the cue.");
                yield return new(Named("error", stage, distance), "deg", $"Mean error of the {stage.Name()} checkpoints with the distractor {45 * distance} degrees from the cue.");
            }
        }
    }

    /// <inheritdoc/>
    public override IReadOnlyDictionary<string, ArtifactRef> Plan(IPlanner planner, PlannedSubject subject) => Measure(
        planner, (PlannedModel)subject, Rule, "distractor_resistance/answer", "distractor_resistance/measure",
        new Dictionary<string, object> { ["repetitions"] = Repetitions, ["bins"] = Bins },
        new("answers", ArtifactType.Tensors),
        [
            .. MeasuredNumbers.Outputs,
            new("distances", ArtifactType.Table),
            new("checkpoints", ArtifactType.Table),
            new("distractor_resistance", ArtifactType.Figure),
            new("distractor_errors", ArtifactType.Figure),
        ]);

    /// <inheritdoc/>
    protected override IEnumerable<(string Property, string Rule)> Looked(PlannedModel model) => [(nameof(Rule), Rule)];

    /// <summary>The name of a metric of a stage and a distance, in places.</summary>
    internal static string Named(string what, MaturationStage stage, int distance) => $"distractor_{what}_{stage.Name()}_{distance}";

    /// <summary>How far two places are apart on the ring.</summary>
    internal static int Distance(int one, int other) => Math.Min(Math.Abs(one - other), Places - Math.Abs(one - other));

    private bool HasDistractor(TrialTaskSpec task)
    {
        if (task.Layout().RingUnits != Places) return false;
        try
        {
            return task.Draw(Rule, new TrialMode.Distracted(0, 0, 1), Objective.SquaredError, 0, RandomStream.Derive(0, null, "distractor_resistance.check")).Trials == 1;
        }
        catch (NotSupportedException)
        {
            return false;
        }
    }
}
