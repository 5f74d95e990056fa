using Spindle.Contracts;
using Spindle.Reports.Drawing;

namespace Spindle.Reports;

/// <summary>Draws a figure as SVG, for papers, and as PNG, for everything else.</summary>
// 3, 2026-11-25: axes of one unit with ranges are to one scale, legends have more room, colour bars more marks.
[Operation("figure/draw", Version = 3)]
public sealed class DrawFigure : IOperation
{
    /// <inheritdoc/>
    public void Run(IStepContext context)
    {
        using var drawing = new FigureDrawing(context.ReadFigure("figure"));
        context.WriteBytes("svg", drawing.Svg());
        context.Cancellation.ThrowIfCancellationRequested();
        context.WriteBytes("png", drawing.Png());
    }
}
