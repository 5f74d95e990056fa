using Spindle.Contracts;
using Spindle.Reports.Drawing;

namespace Spindle.Reports;

/// <summary>Draws a figure as SVG, for papers, and as PNG, for everything else.</summary>
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
