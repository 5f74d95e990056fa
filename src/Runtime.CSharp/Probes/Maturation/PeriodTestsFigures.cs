using System.Globalization;
using Spindle.Contracts;
using Spindle.Statistics;

namespace Spindle.Probes.Maturation;

/// <summary>The samples of each stage, and the t-tests between all checkpoints.</summary>
internal static class PeriodTestsFigures
{
    private const int MostNames = 20;

    /// <summary>Histograms and box plots of the samples.</summary>
    public static Figure Samples(PeriodTests probe, IReadOnlyList<(MaturationStage Stage, double[] Samples)> stages) => new(
        $"Activity in a period of {probe.Rule}",
        "Mean rate of every unit in the period, for its preferred place: as densities, and as quartiles with the least and the greatest.",
        [
            new HistogramPanel("", PopulationResponseFigure.RateAxis(probe.Units), new("Density", ""), [.. stages.Select(one => Histogram(one.Stage, one.Samples, probe.BinWidth))]),
            new BoxPanel("", new("", ""), PopulationResponseFigure.RateAxis(probe.Units), [.. stages.Select(one => one.Stage.Box(one.Samples))]),
        ],
        2);

    /// <summary>The p of the t-test between every two checkpoints.</summary>
    public static Figure Pairs(PeriodTests probe, IReadOnlyList<JudgedCheckpoint> checkpoints, double[] p)
    {
        var count = checkpoints.Count;
        string[] names = count > MostNames ? [] : [.. checkpoints.Select(NameOf)];
        var axis = new FigureAxis("Checkpoint", "");
        var named = names.Length > 0 ? new FigureAxis("Trials trained, performance", "") { Names = names } : axis;
        return new(
            $"Activity in a period of {probe.Rule}, checkpoint by checkpoint",
            "p of the independent t-test between the units of every two checkpoints.",
            [new HeatmapPanel("", axis, named, [.. p.Select(value => (float)value)], count, count, [-0.5, count - 0.5], [-0.5, count - 0.5], false, "p") { ValueRange = [0, 1] }],
            1);
    }

    private static string NameOf(JudgedCheckpoint checkpoint) => string.Create(CultureInfo.InvariantCulture, $"{checkpoint.Trials}, {checkpoint.Performance:0.00}");

    private static Series Histogram(MaturationStage stage, double[] samples, double width)
    {
        var low = Math.Min(0, Math.Floor(samples.Min() / width) * width);
        var bins = new EvenBins(low, low + (width * (Math.Floor((samples.Max() - low) / width) + 1)), (int)Math.Floor((samples.Max() - low) / width) + 1);
        return new(stage.Name(), bins.Edges(), bins.Density(bins.Counts(samples))) { Color = stage.Color() };
    }
}
