using ScottPlot;
using ScottPlot.TickGenerators;
using Spindle.Contracts;

namespace Spindle.Reports.Drawing;

/// <summary>Draws box plots, each named under it.</summary>
internal static class BoxMarks
{
    private const double Half = 0.3;

    /// <summary>Adds the boxes of a panel to its plot.</summary>
    public static void Add(Plot plot, BoxPanel panel)
    {
        for (var at = 0; at < panel.Boxes.Count; at++)
        {
            var box = panel.Boxes[at];
            double[] values = [.. new[] { box.Least, box.Lower, box.Middle, box.Upper, box.Greatest }.Select(panel.Y.Place)];
            if (values.Any(double.IsNaN)) continue;
            var color = FigureStyle.Of(box.Color, at);
            var body = plot.Add.Rectangle(at - Half, at + Half, values[1], values[3]);
            body.FillColor = color.WithAlpha(0.25);
            body.LineColor = color;
            body.LineWidth = 1.2f;
            Line(plot, at - Half, values[2], at + Half, values[2], color, 2);
            Line(plot, at, values[0], at, values[1], color, 1);
            Line(plot, at, values[3], at, values[4], color, 1);
            foreach (var end in new[] { values[0], values[4] }) Line(plot, at - (Half / 2), end, at + (Half / 2), end, color, 1);
        }
        plot.Axes.Bottom.TickGenerator = new NumericManual([.. panel.Boxes.Select((_, at) => (double)at)], [.. panel.Boxes.Select(box => box.Name)]);
    }

    private static void Line(Plot plot, double x1, double y1, double x2, double y2, Color color, float width)
    {
        var line = plot.Add.Line(x1, y1, x2, y2);
        line.LineColor = color;
        line.LineWidth = width;
    }
}
