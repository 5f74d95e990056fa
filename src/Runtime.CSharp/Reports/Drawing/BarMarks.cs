using ScottPlot;
using Spindle.Contracts;

namespace Spindle.Reports.Drawing;

/// <summary>Draws bars from zero, those of several series side by side.</summary>
internal static class BarMarks
{
    private const double Filled = 0.8;

    /// <summary>Adds the bars of a panel to its plot.</summary>
    public static void Add(Plot plot, BarPanel panel)
    {
        var width = Filled / Math.Max(1, panel.Series.Count) * Step(panel);
        for (var index = 0; index < panel.Series.Count; index++)
        {
            var (series, color) = (panel.Series[index], FigureStyle.Of(panel.Series[index].Color, index));
            var offset = (index - ((panel.Series.Count - 1) / 2.0)) * width;
            Bar[] all =
            [
                .. series.X.Zip(series.Y).Where(point => double.IsFinite(point.First) && double.IsFinite(point.Second)).Select(point => new Bar
                {
                    Position = point.First + offset,
                    Value = point.Second,
                    Size = width * 0.92,
                    FillColor = color.WithAlpha(0.8),
                    LineWidth = 0,
                }),
            ];
            var bars = plot.Add.Bars(all);
            bars.LegendText = panel.Series.Count > 1 ? series.Name : "";
            if (series.Spread is { } spread)
            {
                SeriesMarks.AddBars(
                    plot, panel.Y, Enumerable.Range(0, spread.Length).Select(i => (series.X[i] + offset, series.Y[i], spread[i])), FigureStyle.Ink);
            }
        }
    }

    /// <summary>The least distance between two places of bars.</summary>
    private static double Step(BarPanel panel)
    {
        double[] places = [.. panel.Series.SelectMany(series => series.X).Where(double.IsFinite).Distinct().Order()];
        return places.Length < 2 ? 1 : places.Zip(places.Skip(1), (left, right) => right - left).Min();
    }
}
