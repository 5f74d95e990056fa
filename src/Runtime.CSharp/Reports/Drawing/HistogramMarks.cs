using ScottPlot;
using Spindle.Contracts;

namespace Spindle.Reports.Drawing;

/// <summary>Draws histograms as filled outlines, one over the other.</summary>
internal static class HistogramMarks
{
    /// <summary>Adds the histograms of a panel to its plot.</summary>
    public static void Add(Plot plot, HistogramPanel panel)
    {
        for (var index = 0; index < panel.Series.Count; index++)
        {
            var series = panel.Series[index];
            if (series.Y.Length == 0) continue;
            var color = FigureStyle.Of(series.Color, index);
            var outline = plot.Add.Polygon(Outline(panel, series));
            outline.FillColor = color.WithAlpha(0.18);
            outline.LineColor = color;
            outline.LineWidth = FigureStyle.LineWidth;
            outline.LegendText = panel.Series.Count > 1 ? series.Name : "";
        }
    }

    private static Coordinates[] Outline(HistogramPanel panel, Series series)
    {
        var points = new List<Coordinates> { new(panel.X.Place(series.X[0]), 0) };
        for (var bin = 0; bin < series.Y.Length; bin++)
        {
            var height = double.IsFinite(series.Y[bin]) ? series.Y[bin] : 0;
            points.Add(new(panel.X.Place(series.X[bin]), height));
            points.Add(new(panel.X.Place(series.X[bin + 1]), height));
        }
        points.Add(new(panel.X.Place(series.X[^1]), 0));
        return [.. points];
    }
}
