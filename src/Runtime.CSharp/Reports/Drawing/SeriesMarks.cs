using ScottPlot;
using Spindle.Contracts;

namespace Spindle.Reports.Drawing;

/// <summary>Draws a series as a line, as points or as both, with what its values spread over.</summary>
internal static class SeriesMarks
{
    private const int ManyPoints = 300;

    /// <summary>Adds a series to a plot.</summary>
    /// <param name="plot">The plot.</param>
    /// <param name="panel">Its axes.</param>
    /// <param name="series">What is drawn.</param>
    /// <param name="index">Its place among the series, which chooses its automatic colour.</param>
    /// <param name="usual">How series of this panel are marked where they do not say.</param>
    /// <param name="named">Whether the legend names it.</param>
    public static void Add(Plot plot, Contracts.Panel panel, Series series, int index, FigureMark usual, bool named)
    {
        var mark = series.Mark == FigureMark.Automatic ? usual : series.Mark;
        var name = named ? series.Name : "";
        if (series.Spread is { } spread && mark == FigureMark.Line) AddBand(plot, panel, series, spread, index);
        if (mark is FigureMark.Line or FigureMark.Both) AddLine(plot, panel, series, index, mark == FigureMark.Both ? "" : name);
        if (mark is FigureMark.Points or FigureMark.Both)
        {
            if (series.Spread is { } bars) AddBars(plot, panel, series, bars, index);
            AddPoints(plot, panel, series, index, name);
        }
    }

    /// <summary>Bars about points of a plot.</summary>
    public static void AddBars(Plot plot, FigureAxis axis, IEnumerable<(double Place, double Value, double Spread)> points, Color color)
    {
        foreach (var (place, value, spread) in points)
        {
            var (low, high) = (axis.Place(value - spread), axis.Place(value + spread));
            if (double.IsNaN(place) || double.IsNaN(low) || double.IsNaN(high)) continue;
            var bar = plot.Add.Line(place, low, place, high);
            bar.LineWidth = 1;
            bar.LineColor = color;
        }
    }

    private static void AddLine(Plot plot, Contracts.Panel panel, Series series, int index, string name)
    {
        foreach (var piece in SeriesRuns.Pieces(panel, series))
        {
            var line = plot.Add.Scatter(piece, FigureStyle.Of(series.Color, index));
            line.LineWidth = FigureStyle.LineWidth;
            line.LinePattern = FigureStyle.Of(series.Dash, series.Color == FigureColor.Automatic ? index : 0);
            line.MarkerSize = piece.Length == 1 ? 5 : 0;
            line.LegendText = name;
            name = "";
        }
    }

    private static void AddPoints(Plot plot, Contracts.Panel panel, Series series, int index, string name)
    {
        var points = SeriesRuns.Points(panel, series);
        if (points.Length == 0) return;
        var many = points.Length > ManyPoints;
        var scatter = plot.Add.ScatterPoints(points, FigureStyle.Of(series.Color, index).WithAlpha(many ? 0.45 : 0.8));
        scatter.MarkerShape = FigureStyle.Marker(index);
        scatter.MarkerSize = many ? 3.5f : 5.5f;
        scatter.LegendText = name;
    }

    private static void AddBars(Plot plot, Contracts.Panel panel, Series series, double[] spread, int index) =>
        AddBars(
            plot, panel.Y, Enumerable.Range(0, spread.Length).Select(i => (panel.X.Place(series.X[i]), series.Y[i], spread[i])),
            FigureStyle.Of(series.Color, index));

    private static void AddBand(Plot plot, Contracts.Panel panel, Series series, double[] spread, int index)
    {
        var (xs, low, high) = (new List<double>(), new List<double>(), new List<double>());
        for (var i = 0; i <= spread.Length; i++)
        {
            var (x, bottom, top) = i == spread.Length
                ? (double.NaN, double.NaN, double.NaN)
                : (panel.X.Place(series.X[i]), panel.Y.Place(series.Y[i] - spread[i]), panel.Y.Place(series.Y[i] + spread[i]));
            if (!double.IsNaN(x) && !double.IsNaN(bottom) && !double.IsNaN(top))
            {
                xs.Add(x);
                low.Add(bottom);
                high.Add(top);
                continue;
            }
            if (xs.Count > 1)
            {
                var band = plot.Add.FillY([.. xs], [.. low], [.. high]);
                band.FillColor = FigureStyle.Of(series.Color, index).WithAlpha(0.18);
                band.LineWidth = 0;
                band.MarkerSize = 0;
            }
            xs.Clear();
            low.Clear();
            high.Clear();
        }
    }
}
