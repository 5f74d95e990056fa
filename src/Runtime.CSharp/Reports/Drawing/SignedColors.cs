using ScottPlot;
using ScottPlot.Colormaps;

namespace Spindle.Reports.Drawing;

/// <summary>
/// Blue, white, red: the middle of cmocean's perceptually even map "balance" (Thyng et al. 2016), without its ends, which are so
/// dark that blue and red look alike in print.
/// </summary>
internal sealed class SignedColors : IColormap
{
    private const double Cut = 0.09;
    private readonly Balance whole = new();

    /// <inheritdoc/>
    public string Name => "blue, white, red";

    /// <inheritdoc/>
    public Color GetColor(double position) => whole.GetColor(Cut + ((1 - (2 * Cut)) * position));
}
