using ScottPlot;
using ScottPlot.Colormaps;
using SkiaSharp;
using Spindle.Contracts;

namespace Spindle.Reports.Drawing;

/// <summary>A matrix as an image that fills the axes: one pixel a value, the first row at the top.</summary>
internal sealed class HeatmapImage : IPlottable, IHasColorAxis, IDisposable
{
    private const int MostPixels = 1000;
    private readonly SKBitmap bitmap;
    private readonly HeatmapPanel panel;

    /// <summary>Colours a matrix.</summary>
    public HeatmapImage(HeatmapPanel panel)
    {
        this.panel = panel;
        Colormap = panel.Signed ? new SignedColors() : new Viridis();
        Values = MatrixBlocks.Reduce(panel, MostPixels);
        Span = SpanOf(panel);
        bitmap = Paint();
    }

    /// <summary>The values that are drawn.</summary>
    public float[,] Values { get; }

    /// <summary>The values of the first and the last colour.</summary>
    public ScottPlot.Range Span { get; }

    /// <inheritdoc/>
    public IColormap Colormap { get; }

    /// <inheritdoc/>
    public bool IsVisible { get; set; } = true;

    /// <inheritdoc/>
    public IAxes Axes { get; set; } = new Axes();

    /// <inheritdoc/>
    public IEnumerable<LegendItem> LegendItems => [];

    /// <inheritdoc/>
    public ScottPlot.Range GetRange() => Span;

    /// <inheritdoc/>
    public AxisLimits GetAxisLimits()
    {
        var (x, y) = (panel.X.Ends(panel.XRange[0], panel.XRange[1]), panel.Y.Ends(panel.YRange[0], panel.YRange[1]));
        return new(x.First, x.Last, y.Last, y.First);
    }

    /// <inheritdoc/>
    public void Render(RenderPack rp)
    {
        using var image = SKImage.FromBitmap(bitmap);
        rp.Canvas.DrawImage(image, rp.DataRect.ToSKRect(), new SKSamplingOptions(SKFilterMode.Nearest));
    }

    /// <inheritdoc/>
    public void Dispose() => bitmap.Dispose();

    /// <summary>As the panel says, or from the least to the greatest value, or as far below zero as above; never empty.</summary>
    private static ScottPlot.Range SpanOf(HeatmapPanel panel)
    {
        if (panel.ValueRange is [var first, var last]) return new(first, last);
        var finite = panel.Values.Where(float.IsFinite).Select(value => (double)value).DefaultIfEmpty(0);
        var (least, greatest) = (finite.Min(), finite.Max());
        if (panel.Signed)
        {
            var size = Math.Max(Math.Abs(least), Math.Abs(greatest));
            return size > 0 ? new(-size, size) : new(-1, 1);
        }
        return greatest > least ? new(least, greatest) : new(least - 0.5, least + 0.5);
    }

    private SKBitmap Paint()
    {
        var (rows, width) = (Values.GetLength(0), Values.GetLength(1));
        var pixels = new SKColor[rows * width];
        for (var i = 0; i < pixels.Length; i++)
        {
            var value = Values[i / width, i % width];
            if (!float.IsFinite(value)) continue;
            var color = Colormap.GetColor(Math.Clamp((value - Span.Min) / (Span.Max - Span.Min), 0, 1));
            pixels[i] = new(color.R, color.G, color.B);
        }
        return new SKBitmap(new SKImageInfo(width, rows, SKColorType.Rgba8888, SKAlphaType.Unpremul)) { Pixels = pixels };
    }
}
