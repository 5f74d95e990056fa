namespace Spindle.Probes.Maturation;

/// <summary>The checkpoints of a training that are looked at, and the stages of a rule that they belong to.</summary>
public sealed class StagedCheckpoints
{
    private readonly StageCriteria criteria;
    private readonly IReadOnlyList<JudgedCheckpoint> judged;
    private readonly IReadOnlyDictionary<MaturationStage, int[]> stages;
    private readonly HashSet<int> chosen;

    /// <summary>Assigns all judged checkpoints to stages, and keeps the chosen ones.</summary>
    public StagedCheckpoints(string rule, IReadOnlyList<JudgedCheckpoint> judged, IEnumerable<int> chosen, StageCriteria criteria)
    {
        (Rule, this.judged, this.chosen, this.criteria) = (rule, judged, [.. chosen], criteria);
        stages = StageAssignment.Of([.. judged.Select(checkpoint => checkpoint.Performance)], criteria);
    }

    /// <summary>The rule.</summary>
    public string Rule { get; }

    /// <summary>The chosen checkpoints that were judged on the rule, in order.</summary>
    public IReadOnlyList<JudgedCheckpoint> All => [.. judged.Where(checkpoint => chosen.Contains(checkpoint.Checkpoint))];

    /// <summary>Those of a stage.</summary>
    public IReadOnlyList<JudgedCheckpoint> In(MaturationStage stage) =>
        [.. stages[stage].Select(at => judged[at]).Where(checkpoint => chosen.Contains(checkpoint.Checkpoint))];

    /// <summary>The checkpoint that stands for a stage, whose performance is nearest to the stage's target, the first of equals; null where there is none.</summary>
    public JudgedCheckpoint? Representative(MaturationStage stage) =>
        In(stage).MinBy(checkpoint => Math.Abs(checkpoint.Performance - criteria.Target(stage)));

    /// <summary>The stage of a checkpoint, the latest of several; null where it belongs to none.</summary>
    public MaturationStage? StageOf(JudgedCheckpoint checkpoint) =>
        MaturationStages.All.Where(stage => In(stage).Contains(checkpoint)).Select(stage => (MaturationStage?)stage).LastOrDefault();

    /// <summary>Why there is nothing to say of a stage.</summary>
    public string Absence(MaturationStage stage)
    {
        var reach = judged.Count == 0 ? "it was never judged" : $"it went from {Share(judged.Min(one => one.Performance))} to {Share(judged.Max(one => one.Performance))}";
        return In(stage).Count == 0
            ? $"no checkpoint that is looked at is {stage.Name()} in {Rule}: {reach}"
            : $"no unit that enters was found at a checkpoint that is {stage.Name()} in {Rule}";
    }

    private static string Share(double performance) => performance.ToString("0.###", System.Globalization.CultureInfo.InvariantCulture);
}
