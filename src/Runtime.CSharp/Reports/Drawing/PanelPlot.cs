using ScottPlot;
using Spindle.Contracts;

namespace Spindle.Reports.Drawing;

/// <summary>A panel as the plotting library draws it.</summary>
internal static class PanelPlot
{
    private const int ManyPoints = 300;
    private const int MostInside = 4;

    /// <summary>The plot of a panel.</summary>
    /// <exception cref="NotSupportedException">There is no way to draw panels of that type.</exception>
    public static Plot Of(Contracts.Panel panel)
    {
        var plot = new Plot();
        Style(plot, panel);
        switch (panel)
        {
            case HeatmapPanel heatmap:
                Add(plot, heatmap);
                break;
            case LinePanel lines:
                for (var i = 0; i < lines.Series.Count; i++) AddLine(plot, lines, i);
                Finish(plot, lines, lines.Series);
                break;
            case ScatterPanel points:
                for (var i = 0; i < points.Series.Count; i++) AddPoints(plot, points, i);
                Finish(plot, points, points.Series);
                break;
            default:
                throw new NotSupportedException($"panels of type {panel.GetType().Name} cannot be drawn");
        }
        return plot;
    }

    private static void Style(Plot plot, Contracts.Panel panel)
    {
        plot.FigureBackground.Color = Colors.Transparent;
        plot.DataBackground.Color = Colors.Transparent;
        plot.Grid.MajorLineColor = FigureStyle.Grid;
        plot.Axes.Title.Label.Text = panel.Title;
        plot.Axes.Title.Label.FontSize = FigureStyle.Text;
        plot.Axes.Title.Label.Bold = true;
        plot.Axes.Title.Label.ForeColor = FigureStyle.Ink;
        plot.Axes.Title.IsVisible = panel.Title.Length > 0;
        plot.Axes.Title.VerticalPadding = 6;
        Style(plot.Axes.Bottom, panel.X);
        Style(plot.Axes.Left, panel.Y);
        plot.Axes.Right.FrameLineStyle.IsVisible = false;
        plot.Axes.Top.FrameLineStyle.IsVisible = false;
    }

    private static void Style(IAxis axis, FigureAxis meaning)
    {
        axis.Label.Text = meaning.Text();
        axis.TickGenerator = meaning.Ticks();
        Style(axis);
        axis.MinorTickStyle.Length = meaning.Logarithmic ? 2 : 0;
    }

    private static void Style(IAxis axis)
    {
        axis.Label.FontSize = FigureStyle.Text;
        axis.Label.Bold = false;
        axis.Label.ForeColor = FigureStyle.Ink;
        axis.TickLabelStyle.FontSize = FigureStyle.SmallText;
        axis.TickLabelStyle.ForeColor = FigureStyle.Ink;
        axis.FrameLineStyle.Color = FigureStyle.Frame;
        axis.MajorTickStyle.Color = FigureStyle.Frame;
        axis.MinorTickStyle.Color = FigureStyle.Frame;
        axis.MajorTickStyle.Length = 4;
    }

    private static void Add(Plot plot, HeatmapPanel panel)
    {
        var image = new HeatmapImage(panel);
        plot.Add.Plottable(image);
        var limits = image.GetAxisLimits();
        plot.Axes.SetLimits(limits.Left, limits.Right, limits.Bottom, limits.Top);
        plot.HideGrid();
        plot.DataBackground.Color = FigureStyle.Blank;
        foreach (var edge in new IAxis[] { plot.Axes.Right, plot.Axes.Top })
        {
            edge.FrameLineStyle.IsVisible = true;
            edge.FrameLineStyle.Color = FigureStyle.Frame;
        }
        var bar = plot.Add.ColorBar(image);
        bar.Width = 12;
        bar.Label = panel.ValueLabel;
        bar.LabelStyle.FontSize = FigureStyle.Text;
        bar.LabelStyle.ForeColor = FigureStyle.Ink;
        bar.Axis.TickGenerator = AxisScale.LinearTicks();
        Style(bar.Axis);
        bar.Axis.MinorTickStyle.Length = 0;
    }

    private static void AddLine(Plot plot, LinePanel panel, int index)
    {
        var name = panel.Series.Count > 1 ? panel.Series[index].Name : "";
        foreach (var piece in SeriesRuns.Pieces(panel, panel.Series[index]))
        {
            var line = plot.Add.Scatter(piece, FigureStyle.Series(index));
            line.LineWidth = FigureStyle.LineWidth;
            line.LinePattern = FigureStyle.Pattern(index);
            line.MarkerSize = piece.Length == 1 ? 5 : 0;
            line.LegendText = name;
            name = "";
        }
    }

    private static void AddPoints(Plot plot, ScatterPanel panel, int index)
    {
        var points = SeriesRuns.Points(panel, panel.Series[index]);
        if (points.Length == 0) return;
        var many = points.Length > ManyPoints;
        var scatter = plot.Add.ScatterPoints(points, FigureStyle.Series(index).WithAlpha(many ? 0.45 : 0.8));
        scatter.MarkerShape = FigureStyle.Marker(index);
        scatter.MarkerSize = many ? 3.5f : 5.5f;
        scatter.LegendText = panel.Series.Count > 1 ? panel.Series[index].Name : "";
    }

    private static void Finish(Plot plot, Contracts.Panel panel, IReadOnlyList<Series> series)
    {
        plot.Axes.Margins(panel is ScatterPanel ? 0.05 : 0.02, 0.06);
        plot.Axes.AutoScale();
        if (series.Count < 2) return;
        var legend = plot.Legend;
        if (series.Count > MostInside) plot.ShowLegend(Edge.Right);
        else
        {
            var (corner, free) = LegendPlace.Find(panel, series, plot.Axes.GetLimits());
            plot.ShowLegend(corner);
            if (!free) MakeRoom(plot, series.Count);
        }
        legend.FontSize = FigureStyle.SmallText;
        legend.FontColor = FigureStyle.Ink;
        legend.OutlineWidth = 0;
        legend.ShadowColor = Colors.Transparent;
        legend.BackgroundColor = Colors.White.WithAlpha(0.8);
        legend.Margin = new(4);
        legend.Padding = new(4);
        legend.InterItemPadding = new(4, 4, 2, 2);
    }

    /// <summary>Raises the upper end of the axis, so that the legend stands above everything.</summary>
    private static void MakeRoom(Plot plot, int lines)
    {
        var limits = plot.Axes.GetLimits();
        plot.Legend.Alignment = Alignment.UpperRight;
        plot.Axes.SetLimitsY(limits.Bottom, limits.Top + (limits.VerticalSpan * (0.04 + (0.12 * lines))));
    }
}
