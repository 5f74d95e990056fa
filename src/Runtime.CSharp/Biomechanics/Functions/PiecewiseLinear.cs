namespace Spindle.Biomechanics.Functions;

/// <summary>Straight lines between knots, and beyond the ends the last line on.</summary>
public sealed class PiecewiseLinear : ScalarFunction
{
    private readonly double[] x;
    private readonly double[] y;

    /// <summary>A function through knots of increasing x, at least two.</summary>
    public PiecewiseLinear(IReadOnlyList<double> x, IReadOnlyList<double> y)
    {
        this.x = [.. x];
        this.y = [.. y];
    }

    /// <inheritdoc/>
    public override double Value(double x)
    {
        var piece = Piece(x);
        return y[piece] + SlopeOf(piece) * (x - this.x[piece]);
    }

    /// <inheritdoc/>
    public override double Slope(double x) => SlopeOf(Piece(x));

    private double SlopeOf(int piece) => (y[piece + 1] - y[piece]) / (x[piece + 1] - x[piece]);

    private int Piece(double at)
    {
        var piece = 0;
        while (piece < x.Length - 2 && at > x[piece + 1]) piece++;
        return piece;
    }
}
