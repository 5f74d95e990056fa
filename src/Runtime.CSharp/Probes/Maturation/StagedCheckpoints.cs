using Spindle.Contracts;

namespace Spindle.Probes.Maturation;

/// <summary>The checkpoints of a training that are looked at, and the stages of a rule that they belong to.</summary>
public sealed class StagedCheckpoints
{
    private readonly StageCriteria criteria;
    private readonly IReadOnlyList<JudgedCheckpoint> judged;
    private readonly Dictionary<MaturationStage, JudgedCheckpoint[]> stages;

    /// <summary>Assigns all judged checkpoints to stages, and keeps the chosen ones.</summary>
    public StagedCheckpoints(string rule, IReadOnlyList<JudgedCheckpoint> judged, IEnumerable<int> chosen, StageCriteria criteria)
    {
        (Rule, this.judged, this.criteria) = (rule, judged, criteria);
        var looked = chosen.ToHashSet();
        All = [.. judged.Where(checkpoint => looked.Contains(checkpoint.Checkpoint))];
        stages = StageAssignment.Of([.. judged.Select(checkpoint => checkpoint.Performance)], criteria)
            .ToDictionary(stage => stage.Key, stage => stage.Value.Select(at => judged[at]).Where(All.Contains).ToArray());
    }

    /// <summary>The rule.</summary>
    public string Rule { get; }

    /// <summary>The chosen checkpoints that were judged on the rule, in order.</summary>
    public IReadOnlyList<JudgedCheckpoint> All { get; }

    /// <summary>Those of a stage.</summary>
    public IReadOnlyList<JudgedCheckpoint> In(MaturationStage stage) => stages[stage];

    /// <summary>What was measured at the checkpoints of a stage, in order.</summary>
    /// <param name="stage">The stage.</param>
    /// <param name="measured">What was measured at any checkpoint.</param>
    /// <param name="at">The checkpoint at which something was.</param>
    public List<T> Of<T>(MaturationStage stage, IEnumerable<T> measured, Func<T, JudgedCheckpoint> at) =>
        [.. measured.Where(one => stages[stage].Contains(at(one)))];

    /// <summary>The columns <c>trials</c>, <c>performance</c> and <c>stage</c> of a table with a row for each of some checkpoints.</summary>
    public IEnumerable<Column> Columns(IReadOnlyList<JudgedCheckpoint> rows) =>
    [
        new IntegerColumn("trials", "", [.. rows.Select(one => one.Trials)]),
        new NumberColumn("performance", "", [.. rows.Select(one => one.Performance)]),
        new TextColumn("stage", [.. rows.Select(one => StageOf(one)?.Name() ?? "")]),
    ];

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
