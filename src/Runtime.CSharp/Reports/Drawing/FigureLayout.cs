using ScottPlot;
using Spindle.Contracts;

namespace Spindle.Reports.Drawing;

/// <summary>Where the panels of a figure stand: the axes of a row and of a column are aligned.</summary>
internal sealed class FigureLayout
{
    private const float Proportion = 0.64f;
    private const float WideProportion = 0.42f;
    private const float GapBelow = 10;

    private const float LeastHeight = 100;

    private readonly Figure figure;
    private readonly IReadOnlyList<Plot> plots;
    private readonly int columns;
    private readonly float column;
    private readonly List<PixelRect> places = [];

    /// <summary>Measures what the axes of every panel need, and gives each its place.</summary>
    public FigureLayout(Figure figure, IReadOnlyList<Plot> plots)
    {
        this.figure = figure;
        this.plots = plots;
        columns = Math.Clamp(figure.Columns, 1, Math.Max(plots.Count, 1));
        column = ColumnWidth(figure, columns);
        Width = column * columns;
        Arrange();
        if (plots.Zip(places).Count(pair => LongLabels.Wrap(pair.First, pair.Second)) > 0) Arrange();
    }

    /// <summary>The width of the figure in pixels.</summary>
    public float Width { get; }

    /// <summary>The height of the figure in pixels.</summary>
    public float Height { get; private set; }

    /// <summary>The place of every panel.</summary>
    public IReadOnlyList<PixelRect> Places => places;

    private void Arrange()
    {
        places.Clear();
        Height = 0;
        var needs = plots.Select(Measure).ToList();
        for (var first = 0; first < plots.Count; first += columns)
        {
            var row = Enumerable.Range(first, Math.Min(columns, plots.Count - first)).ToList();
            var (above, below) = (row.Max(i => needs[i].Top), row.Max(i => needs[i].Bottom));
            foreach (var i in row) plots[i].Layout.Fixed(Aligned(needs, i % columns, above, below));
            var inner = row.Max(i => DataHeight(figure.Panels[i], column - Beside(needs, i % columns)));
            var height = MathF.Round(inner + above + below);
            if (first > 0) Height += GapBelow;
            places.AddRange(row.Select((_, n) => new PixelRect(n * column, (n + 1) * column, Height + height, Height)));
            Height += height;
        }
    }

    private PixelPadding Measure(Plot plot)
    {
        plot.Layout.Default();
        foreach (var plottable in plot.PlottableList) plottable.IsVisible = plottable is not HeatmapImage;
        plot.RenderInMemory((int)column, (int)(column * Proportion) + 80);
        foreach (var plottable in plot.PlottableList) plottable.IsVisible = true;
        var padding = plot.RenderManager.LastRender.Padding;
        return new(MathF.Ceiling(padding.Left), MathF.Ceiling(padding.Right), MathF.Ceiling(padding.Bottom), MathF.Ceiling(padding.Top));
    }

    private PixelPadding Aligned(List<PixelPadding> needs, int of, float above, float below)
    {
        var own = needs.Where((_, i) => i % columns == of).ToList();
        return new(own.Max(need => need.Left), own.Max(need => need.Right), below, above);
    }

    private float Beside(List<PixelPadding> needs, int of) => Aligned(needs, of, 0, 0).Horizontal;

    private static float ColumnWidth(Figure figure, int columns) => columns switch
    {
        1 => figure.Panels.Any(IsWide) ? 2 * FigureStyle.ColumnWidth : FigureStyle.ColumnWidth,
        2 => FigureStyle.ColumnWidth,
        _ => FigureStyle.NarrowColumnWidth,
    };

    private static bool IsWide(Contracts.Panel panel) => panel is HeatmapPanel { Width: > 100 } heatmap && heatmap.Width > 1.5 * heatmap.Rows;

    /// <summary>The height that suits a panel's axes: cells of matrices of like axes are square, and so is a unit of two axes whose ranges are given.</summary>
    private static float DataHeight(Contracts.Panel panel, float width) => panel switch
    {
        HeatmapPanel heatmap when IsWide(panel) => Math.Max(LeastHeight, width * Math.Min(Shape(heatmap), WideProportion)),
        HeatmapPanel heatmap when heatmap.X.Unit == heatmap.Y.Unit => Math.Max(LeastHeight, width * Math.Min(Shape(heatmap), 1.6f)),
        LinePanel or ScatterPanel when Proportions(panel.X, panel.Y) is { } shape => Math.Max(LeastHeight, width * Math.Min(shape, 1.6f)),
        PolarPanel => Math.Max(LeastHeight, width * 0.85f),
        _ => width * Proportion,
    };

    /// <summary>How many times as high as wide two axes of one unit are at one scale; null for others, and where a range is not given.</summary>
    private static float? Proportions(FigureAxis x, FigureAxis y) =>
        x.Unit.Length > 0 && x.Unit == y.Unit && x is { Range: [var left, var right], Logarithmic: false } && y is { Range: [var bottom, var top], Logarithmic: false }
            ? (float)Math.Abs((top - bottom) / (right - left))
            : null;

    private static float Shape(HeatmapPanel heatmap) => (float)heatmap.Rows / heatmap.Width;
}
