using Spindle.Contracts;
using Spindle.Statistics;

namespace Spindle.Probes.Maturation;

/// <summary>Reads performance off the logs of a training.</summary>
[Operation("performance/measure")]
public sealed class PerformanceMeasure : IOperation
{
    /// <inheritdoc/>
    public void Run(IStepContext context)
    {
        var probe = context.Parameter<Performance>("probe");
        var history = MaturationInputs.HistoryOf(context);
        var numbers = new MeasuredNumbers();
        var last = probe.Rules.Select(rule => history.Of(rule)).Where(evaluations => evaluations.Count > 0).Select(evaluations => evaluations[^1]).ToList();
        const string never = "the training was never evaluated";
        numbers.Add("performance", last.Count > 0 ? last.Min(one => one.Performance) : double.NaN, never);
        numbers.Add("trials", last.Count > 0 ? last.Max(one => one.Trials) : double.NaN, never);
        foreach (var rule in probe.Rules)
        {
            var evaluations = history.Of(rule);
            numbers.Add($"performance_{rule}", evaluations.Count > 0 ? evaluations[^1].Performance : double.NaN, $"{rule} was never evaluated");
            numbers.Add($"trials_to_criterion_{rule}", Reached(evaluations, probe.Criterion), Short(rule, evaluations, probe.Criterion));
            numbers.Add($"trials_to_leave_chance_{rule}", Reached(evaluations, probe.Chance), Short(rule, evaluations, probe.Chance));
        }
        numbers.Write(context);
        context.WriteTable("growth", Growth(probe, history));
        context.WriteFigure("growth_curves", Draw(probe, history));
    }

    private static double Reached(IReadOnlyList<Evaluated> evaluations, double level) =>
        evaluations.FirstOrDefault(one => one.Performance > level)?.Trials ?? double.NaN;

    private static string Short(string rule, IReadOnlyList<Evaluated> evaluations, double level) =>
        string.Create(
            System.Globalization.CultureInfo.InvariantCulture,
            $"{rule} was never above {level}: at most {evaluations.Select(one => one.Performance).DefaultIfEmpty(double.NaN).Max():0.###}");

    private static double[] Smooth(Performance probe, IReadOnlyList<Evaluated> evaluations) =>
        ForwardWindow.Means([.. evaluations.Select(one => one.Performance)], (int)probe.Window);

    private static Table Growth(Performance probe, LearningHistory history)
    {
        var rows = probe.Rules.SelectMany(rule => history.Of(rule).Zip(Smooth(probe, history.Of(rule)), (one, smooth) => (rule, one, smooth))).ToList();
        return new(
        [
            new TextColumn("rule", [.. rows.Select(row => row.rule)]),
            new IntegerColumn("update", "", [.. rows.Select(row => row.one.Update)]),
            new IntegerColumn("trials", "", [.. rows.Select(row => row.one.Trials)]),
            new NumberColumn("cost", "", [.. rows.Select(row => row.one.Cost)]),
            new NumberColumn("performance", "", [.. rows.Select(row => row.one.Performance)]),
            new NumberColumn("smoothed", "", [.. rows.Select(row => row.smooth)]),
            new TextColumn("growth", [.. rows.Select(row => Label(row.one.Performance, probe.Stages))]),
        ]);
    }

    /// <summary>Between which stages a performance lies.</summary>
    private static string Label(double performance, StageCriteria stages) =>
        performance <= stages.Early ? "toward_early"
        : performance <= stages.Mid ? "early_to_mid"
        : performance <= stages.Mature ? "mid_to_mature"
        : "mature";

    private static Figure Draw(Performance probe, LearningHistory history)
    {
        var trials = new FigureAxis("Trials trained", "");
        var performance = new FigureAxis("Performance", "") { Range = [0, 1.02] };
        var together = new LinePanel("", trials, performance, [.. probe.Rules.Select(rule => Curve(rule, probe, history.Of(rule)))]);
        var each = probe.Rules.Select(rule => new LinePanel(rule, trials, performance, [Curve(rule, probe, history.Of(rule))]) { Shades = Shades(probe, history.Of(rule)) });
        return new(
            "Performance",
            "Share of right trials, smoothed over a few evaluations. Below, one rule each, with the stretches that count as early (green), mid (blue) and mature (red).",
            probe.Rules.Count == 1 ? [.. each] : [together, .. each],
            probe.Rules.Count == 1 ? 1 : 2);
    }

    private static Series Curve(string rule, Performance probe, IReadOnlyList<Evaluated> evaluations) =>
        new(rule, [.. evaluations.Select(one => (double)one.Trials)], Smooth(probe, evaluations));

    private static IReadOnlyList<Shade> Shades(Performance probe, IReadOnlyList<Evaluated> evaluations)
    {
        var stages = StageAssignment.Of([.. evaluations.Select(one => one.Performance)], probe.Stages with { Method = StageMethod.Ranges });
        return [.. MaturationStages.All.Where(stage => stages[stage].Length > 0).Select(stage =>
            new Shade("", evaluations[stages[stage][0]].Trials, evaluations[stages[stage][^1]].Trials, stage.Color()))];
    }
}
