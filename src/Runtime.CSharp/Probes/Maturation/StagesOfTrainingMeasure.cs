using Spindle.Contracts;

namespace Spindle.Probes.Maturation;

/// <summary>Assigns checkpoints to stages.</summary>
[Operation("maturation_stages/measure")]
public sealed class StagesOfTrainingMeasure : IOperation
{
    /// <inheritdoc/>
    public void Run(IStepContext context)
    {
        var probe = context.Parameter<StagesOfTraining>("probe");
        var inputs = new MaturationInputs(context, probe.Stages);
        var rules = probe.Rules.Select(inputs.Staged).ToList();
        var numbers = new MeasuredNumbers();
        foreach (var rule in rules)
        {
            foreach (var stage in MaturationStages.All)
            {
                var name = $"{rule.Rule}_{stage.Name()}";
                var best = rule.Representative(stage);
                numbers.Add($"checkpoints_{name}", rule.In(stage).Count, "");
                numbers.Add($"trials_{name}", best?.Trials ?? double.NaN, rule.Absence(stage));
                numbers.Add($"performance_{name}", best?.Performance ?? double.NaN, rule.Absence(stage));
            }
        }
        numbers.Write(context);
        context.WriteTable("checkpoints", Checkpoints(rules));
        context.WriteFigure("stages", Draw(rules));
    }

    private static Table Checkpoints(IReadOnlyList<StagedCheckpoints> rules)
    {
        var rows = rules.SelectMany(rule => rule.All.Select(checkpoint => (rule, checkpoint, stage: rule.StageOf(checkpoint)))).ToList();
        return new(
        [
            new TextColumn("rule", [.. rows.Select(row => row.rule.Rule)]),
            new IntegerColumn("trials", "", [.. rows.Select(row => row.checkpoint.Trials)]),
            new NumberColumn("performance", "", [.. rows.Select(row => row.checkpoint.Performance)]),
            new TextColumn("stage", [.. rows.Select(row => row.stage?.Name() ?? "")]),
            new IntegerColumn("representative", "", [.. rows.Select(row => row.stage is { } stage && row.rule.Representative(stage) == row.checkpoint ? 1L : 0L)]),
        ]);
    }

    private static Figure Draw(IReadOnlyList<StagedCheckpoints> rules) => new(
        "Stages of maturation",
        "Performance of every checkpoint; green: early, blue: mid, red: mature, grey: none.",
        [.. rules.Select(rule => new ScatterPanel(rule.Rule, new("Trials trained", ""), new("Performance", "") { Range = [0, 1.02] }, [.. Groups(rule)]))],
        Math.Min(2, rules.Count));

    private static IEnumerable<Series> Groups(StagedCheckpoints rule)
    {
        foreach (var group in rule.All.GroupBy(rule.StageOf).OrderBy(group => group.Key))
        {
            yield return new(group.Key?.Name() ?? "none", [.. group.Select(one => (double)one.Trials)], [.. group.Select(one => one.Performance)])
            {
                Color = group.Key?.Color() ?? FigureColor.Grey,
            };
        }
    }
}
