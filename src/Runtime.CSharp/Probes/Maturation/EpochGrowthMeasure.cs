using MathNet.Numerics.Statistics;
using Spindle.Contracts;
using Spindle.Tasks.Cognitive;

namespace Spindle.Probes.Maturation;

/// <summary>Follows the mean rate of a population along a training.</summary>
[Operation("epoch_growth/measure")]
public sealed class EpochGrowthMeasure : IOperation
{
    private sealed record Point(JudgedCheckpoint Checkpoint, int Units, double[] Rates);

    /// <inheritdoc/>
    public void Run(IStepContext context)
    {
        var probe = context.Parameter<EpochGrowth>("probe");
        var epochs = context.Parameter<TrialTaskSpec>("task").EpochsOf(probe.Rule);
        var inputs = new MaturationInputs(context, probe.Stages);
        var staged = inputs.Staged(probe.Rule);
        var points = new List<Point>();
        foreach (var population in PopulationActivity.Of(inputs, staged, probe.Epoch, probe.Units))
        {
            context.Cancellation.ThrowIfCancellationRequested();
            var curve = population.Curve();
            points.Add(new(population.Checkpoint, population.Units.Count, [.. probe.Followed.Select(name =>
            {
                var epoch = epochs.First(one => one.Name == name);
                return curve[(int)epoch.From..(int)epoch.To].Average();
            })]));
        }
        Write(context, probe, staged, points);
        context.WriteTable("growth", Growth(probe, staged, points));
        context.WriteFigure("epoch_growth", Draw(probe, staged, points));
    }

    private static void Write(IStepContext context, EpochGrowth probe, StagedCheckpoints staged, List<Point> points)
    {
        const string nobody = "no unit that enters was found at any checkpoint";
        var numbers = new MeasuredNumbers();
        for (var i = 0; i < probe.Followed.Count; i++)
        {
            var (at, epoch) = (i, probe.Followed[i]);
            foreach (var stage in MaturationStages.All)
            {
                var own = staged.Of(stage, points, point => point.Checkpoint);
                numbers.Add($"rate_{epoch}_{stage.Name()}", own.Count > 0 ? own.Average(point => point.Rates[at]) : double.NaN, staged.Absence(stage));
            }
            numbers.Add($"rate_{epoch}_first", points.Count > 0 ? points[0].Rates[at] : double.NaN, nobody);
            numbers.Add($"rate_{epoch}_last", points.Count > 0 ? points[^1].Rates[at] : double.NaN, nobody);
            var correlation = points.Count > 2
                ? Correlation.Spearman(points.Select(point => point.Rates[at]), points.Select(point => point.Checkpoint.Performance))
                : double.NaN;
            numbers.Add($"performance_correlation_{epoch}", correlation, "it needs three checkpoints with units, whose performance differs");
        }
        numbers.Write(context);
    }

    private static Table Growth(EpochGrowth probe, StagedCheckpoints staged, List<Point> points) => new(
    [
        .. staged.Columns([.. points.Select(point => point.Checkpoint)]),
        new IntegerColumn("units", "", [.. points.Select(point => (long)point.Units)]),
        .. probe.Followed.Select((epoch, at) => new NumberColumn($"rate_{epoch}", "", [.. points.Select(point => point.Rates[at])])),
    ]);

    private static Figure Draw(EpochGrowth probe, StagedCheckpoints staged, List<Point> points) => new(
        $"Growth of responses in {probe.Rule}",
        $"Mean rate of units selective in {probe.Epoch}, each for its preferred place; one point a checkpoint. Green: early, blue: mid, red: mature.",
        [
            .. probe.Followed.Select((epoch, at) => new ScatterPanel(
                epoch, new("Trials trained", ""), PopulationResponseFigure.RateAxis(probe.Units),
                [
                    .. points.GroupBy(point => staged.StageOf(point.Checkpoint)).OrderBy(group => group.Key).Select(group =>
                        new Series(group.Key?.Name() ?? "none", [.. group.Select(point => (double)point.Checkpoint.Trials)], [.. group.Select(point => point.Rates[at])])
                        {
                            Color = group.Key?.Color() ?? FigureColor.Grey,
                        }),
                ])),
        ],
        Math.Min(2, probe.Followed.Count));
}
