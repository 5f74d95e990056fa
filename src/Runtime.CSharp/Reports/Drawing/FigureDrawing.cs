using ScottPlot;
using SkiaSharp;
using Spindle.Contracts;

namespace Spindle.Reports.Drawing;

/// <summary>Draws a figure. The same figure always gives the same bytes.</summary>
internal sealed class FigureDrawing : IDisposable
{
    private readonly Figure figure;
    private readonly List<Plot> plots;
    private readonly FigureLayout layout;

    /// <summary>Lays a figure out.</summary>
    public FigureDrawing(Figure figure)
    {
        _ = FigureFont.Instance;
        this.figure = figure;
        plots = [.. figure.Panels.Select(PanelPlot.Of)];
        layout = new(figure, plots);
    }

    /// <summary>The figure as SVG; its text is text, set in the nearest font that the reader has.</summary>
    public byte[] Svg()
    {
        using var stream = new MemoryStream();
        using (var canvas = SKSvgCanvas.Create(new SKRect(0, 0, layout.Width, layout.Height), stream)) Render(canvas);
        return FigureSvg.Finish(stream.ToArray(), figure.Title, figure.Caption, layout.Width, layout.Height);
    }

    /// <summary>The figure as PNG, on white.</summary>
    public byte[] Png()
    {
        var info = new SKImageInfo(Dots(layout.Width), Dots(layout.Height), SKColorType.Rgba8888, SKAlphaType.Opaque);
        using var surface = SKSurface.Create(info) ?? throw new InvalidOperationException($"no memory for {info.Width} × {info.Height} pixels");
        surface.Canvas.Clear(SKColors.White);
        surface.Canvas.Scale(FigureStyle.PngScale);
        Render(surface.Canvas);
        using var image = surface.Snapshot();
        using var data = image.Encode(SKEncodedImageFormat.Png, 100);
        return data.ToArray();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var plot in plots)
        {
            foreach (var image in plot.GetPlottables<HeatmapImage>()) image.Dispose();
            plot.Dispose();
        }
    }

    private static int Dots(float length) => Math.Max(1, (int)MathF.Round(length * FigureStyle.PngScale));

    private void Render(SKCanvas canvas)
    {
        for (var i = 0; i < plots.Count; i++)
        {
            plots[i].RenderManager.ClearCanvasBeforeEachRender = false;
            plots[i].Render(canvas, layout.Places[i]);
        }
    }
}
