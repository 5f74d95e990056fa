using ScottPlot;
using Spindle.Contracts;

namespace Spindle.Reports.Drawing;

/// <summary>Draws curves about a centre: zero at north, clockwise, with circles and spokes in place of axes.</summary>
internal static class PolarMarks
{
    private const int Spokes = 8;
    private const double Outside = 1.17;

    /// <summary>Adds the curves of a panel to its plot.</summary>
    public static void Add(Plot plot, PolarPanel panel)
    {
        plot.HideGrid();
        foreach (var axis in plot.Axes.GetAxes()) axis.IsVisible = false;
        var radius = panel.Y.Range is [_, var greatest] ? greatest : panel.Series.SelectMany(series => series.Y).Where(double.IsFinite).DefaultIfEmpty(1).Max();
        if (!(radius > 0)) radius = 1;
        AddGrid(plot, radius);
        for (var index = 0; index < panel.Series.Count; index++)
        {
            var series = panel.Series[index];
            var places = series with { X = [.. series.X.Zip(series.Y, (x, y) => y * Math.Sin(x))], Y = [.. series.X.Zip(series.Y, (x, y) => y * Math.Cos(x))], Spread = null };
            SeriesMarks.Add(plot, panel, places, index, FigureMark.Line, panel.Series.Count > 1);
        }
        var edge = radius * Outside * 1.12;
        plot.Axes.SetLimits(-edge, edge, -edge, edge);
        plot.Axes.SquareUnits();
    }

    private static void AddGrid(Plot plot, double radius)
    {
        foreach (var share in new[] { 0.5, 1.0 })
        {
            var circle = plot.Add.Circle(0, 0, radius * share);
            circle.FillColor = Colors.Transparent;
            circle.LineColor = share == 1 ? FigureStyle.Frame : FigureStyle.Grid;
            circle.LineWidth = 1;
        }
        for (var spoke = 0; spoke < Spokes; spoke++)
        {
            var (x, y) = Math.SinCos(Math.Tau * spoke / Spokes);
            var line = plot.Add.Line(0, 0, radius * x, radius * y);
            line.LineColor = FigureStyle.Grid;
            line.LineWidth = 1;
            var text = plot.Add.Text($"{360 * spoke / Spokes}°", radius * Outside * x, radius * Outside * y);
            text.LabelFontSize = FigureStyle.SmallText;
            text.LabelFontColor = FigureStyle.Ink;
            text.LabelAlignment = Alignment.MiddleCenter;
        }
    }
}
