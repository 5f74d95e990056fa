using ScottPlot;
using Spindle.Contracts;

namespace Spindle.Reports.Drawing;

/// <summary>A panel as the plotting library draws it.</summary>
internal static class PanelPlot
{
    private const int MostInside = 4;

    /// <summary>The plot of a panel.</summary>
    /// <exception cref="NotSupportedException">There is no way to draw panels of that type.</exception>
    public static Plot Of(Contracts.Panel panel)
    {
        var plot = new Plot();
        Style(plot, panel);
        ShadeMarks.Add(plot, panel);
        switch (panel)
        {
            case HeatmapPanel heatmap:
                Add(plot, heatmap);
                break;
            case LinePanel lines:
                for (var i = 0; i < lines.Series.Count; i++) SeriesMarks.Add(plot, lines, lines.Series[i], i, FigureMark.Line, lines.Series.Count > 1);
                Finish(plot, lines, lines.Series, 0.02);
                break;
            case ScatterPanel points:
                for (var i = 0; i < points.Series.Count; i++) SeriesMarks.Add(plot, points, points.Series[i], i, FigureMark.Points, points.Series.Count > 1);
                Finish(plot, points, points.Series, 0.05);
                break;
            case BarPanel bars:
                BarMarks.Add(plot, bars);
                Finish(plot, bars, bars.Series, 0.02);
                FromZero(plot);
                break;
            case HistogramPanel histogram:
                HistogramMarks.Add(plot, histogram);
                Finish(plot, histogram, histogram.Series, 0.02);
                FromZero(plot);
                break;
            case BoxPanel boxes:
                BoxMarks.Add(plot, boxes);
                Finish(plot, boxes, [], 0.1);
                break;
            case PolarPanel polar:
                PolarMarks.Add(plot, polar);
                if (polar.Series.Count > 1) StyleLegend(plot.ShowLegend(Alignment.LowerRight));
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
        bar.Axis.TickGenerator = AxisScale.LinearTicks(spacing: 16);
        Style(bar.Axis);
        bar.Axis.MinorTickStyle.Length = 0;
    }

    private static void Finish(Plot plot, Contracts.Panel panel, IReadOnlyList<Series> series, double margin)
    {
        plot.Axes.Margins(margin, 0.06);
        plot.Axes.AutoScale();
        if (panel.X.Range is [var left, var right]) plot.Axes.SetLimitsX(panel.X.Place(left), panel.X.Place(right));
        if (panel.Y.Range is [var bottom, var top]) plot.Axes.SetLimitsY(panel.Y.Place(bottom), panel.Y.Place(top));
        var items = plot.Legend.GetItems().Length;
        if (items == 0) return;
        if (items > MostInside) plot.ShowLegend(Edge.Right);
        else
        {
            var (corner, free) = LegendPlace.Find(panel, series, plot.Axes.GetLimits());
            plot.ShowLegend(corner);
            if (!free || panel is BarPanel) MakeRoom(plot, items);
        }
        StyleLegend(plot.Legend);
    }

    private static void StyleLegend(Legend legend)
    {
        legend.FontSize = FigureStyle.SmallText;
        legend.FontColor = FigureStyle.Ink;
        legend.OutlineWidth = 0;
        legend.ShadowColor = Colors.Transparent;
        legend.BackgroundColor = Colors.White.WithAlpha(0.8);
        legend.Margin = new(4);
        legend.Padding = new(4);
        legend.InterItemPadding = new(4, 4, 2, 2);
    }

    /// <summary>Bars stand on the axis where none goes below it.</summary>
    private static void FromZero(Plot plot)
    {
        var limits = plot.Axes.GetLimits();
        if (limits.Bottom < 0 && plot.GetPlottables().All(one => one.GetAxisLimits() is var own && (double.IsNaN(own.Bottom) || own.Bottom >= 0)))
            plot.Axes.SetLimitsY(0, limits.Top);
    }

    /// <summary>Raises the upper end of the axis, so that the legend stands above everything.</summary>
    private static void MakeRoom(Plot plot, int lines)
    {
        var limits = plot.Axes.GetLimits();
        plot.Legend.Alignment = Alignment.UpperRight;
        // Of the usual height of a panel: the legend's edges, and a line of it.
        const double edges = 0.08, line = 0.11;
        var share = Math.Min(0.6, edges + (line * lines));
        plot.Axes.SetLimitsY(limits.Bottom, limits.Top + (limits.VerticalSpan * share / (1 - share)));
    }
}
