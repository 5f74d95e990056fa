using ScottPlot;
using Spindle.Contracts;

namespace Spindle.Reports.Drawing;

/// <summary>Draws the stretches of the horizontal axis that are set apart.</summary>
internal static class ShadeMarks
{
    /// <summary>Adds the shades of a panel to its plot, behind all that follows.</summary>
    public static void Add(Plot plot, Contracts.Panel panel)
    {
        foreach (var shade in panel.Shades)
        {
            var (from, to) = (panel.X.Place(shade.From), panel.X.Place(shade.To));
            if (double.IsNaN(from) || double.IsNaN(to)) continue;
            var color = FigureStyle.Of(shade.Color == FigureColor.Automatic ? FigureColor.Grey : shade.Color, 0);
            if (from == to)
            {
                var line = plot.Add.VerticalLine(from, 1, color, LinePattern.Dotted);
                line.LegendText = shade.Name;
                continue;
            }
            var span = plot.Add.HorizontalSpan(from, to);
            span.FillColor = color.WithAlpha(0.13);
            span.LineWidth = 0;
            span.LegendText = shade.Name;
        }
    }
}
