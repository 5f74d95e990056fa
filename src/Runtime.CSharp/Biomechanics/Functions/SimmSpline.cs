namespace Spindle.Biomechanics.Functions;

/// <summary>
/// The cubic spline of SIMM and OpenSim: twice continuously differentiable, and straight beyond its end knots. It is not the natural spline: the third
/// derivative of an end piece is that of the cubic through the four knots next to that end; of three knots it is their parabola, of two a line.
/// </summary>
/// <remarks>
/// With σ a sixth of the second derivative at the knots, h the spacings and Δ the slopes between knots, the inner rows of the symmetric tridiagonal system are
/// h₍ᵢ₋₁₎σ₍ᵢ₋₁₎ + 2(h₍ᵢ₋₁₎ + hᵢ)σᵢ + hᵢσ₍ᵢ₊₁₎ = Δᵢ − Δ₍ᵢ₋₁₎; the first one is −h₀σ₀ + h₀σ₁ = h₀²·f[x₀,x₁,x₂,x₃], the last one alike. Divisors are at least 1e-7, since knots repeat.
/// </remarks>
public sealed class SimmSpline : ScalarFunction
{
    private const double LeastSpacing = 1e-7;
    private const double AtKnot = 2e-13;

    private readonly double[] x;
    private readonly double[] y;
    private readonly double[] b;
    private readonly double[] c;
    private readonly double[] d;

    /// <summary>A spline through knots of increasing x, which may repeat; at least two.</summary>
    public SimmSpline(IReadOnlyList<double> x, IReadOnlyList<double> y)
    {
        this.x = [.. x];
        this.y = [.. y];
        var n = this.x.Length;
        var sigma = n < 3 ? new double[n] : SecondDerivatives(this.x, this.y);
        b = new double[n];
        c = new double[n];
        d = new double[n];
        for (var i = 0; i < n - 1; i++)
        {
            var h = Spacing(i, i + 1);
            b[i] = (this.y[i + 1] - this.y[i]) / h - h * (sigma[i + 1] + 2 * sigma[i]);
            c[i] = 3 * sigma[i];
            d[i] = (sigma[i + 1] - sigma[i]) / h;
        }
        var last = Spacing(n - 2, n - 1);
        b[n - 1] = (this.y[n - 1] - this.y[n - 2]) / last + last * (sigma[n - 2] + 2 * sigma[n - 1]);
    }

    /// <inheritdoc/>
    public override double Value(double x)
    {
        var n = this.x.Length;
        if (x < this.x[0]) return y[0] + (x - this.x[0]) * b[0];
        if (x > this.x[n - 1]) return y[n - 1] + (x - this.x[n - 1]) * b[n - 1];
        if (Math.Abs(x - this.x[0]) < AtKnot) return y[0];
        if (Math.Abs(x - this.x[n - 1]) < AtKnot) return y[n - 1];
        var piece = Piece(x);
        var dx = x - this.x[piece];
        return y[piece] + dx * (b[piece] + dx * (c[piece] + dx * d[piece]));
    }

    /// <inheritdoc/>
    public override double Slope(double x)
    {
        var n = this.x.Length;
        if (x < this.x[0] || Math.Abs(x - this.x[0]) < AtKnot) return b[0];
        if (x > this.x[n - 1] || Math.Abs(x - this.x[n - 1]) < AtKnot) return b[n - 1];
        var piece = Piece(x);
        var dx = x - this.x[piece];
        return b[piece] + dx * (2 * c[piece] + 3 * dx * d[piece]);
    }

    // Halving as OpenSim does it, which decides between the pieces beside a repeated knot.
    private int Piece(double at)
    {
        if (x.Length < 3) return 0;
        var (low, high) = (0, x.Length);
        while (true)
        {
            var piece = (low + high) / 2;
            if (at < x[piece]) high = piece;
            else if (at > x[piece + 1]) low = piece;
            else return piece;
        }
    }

    private double Spacing(int from, int to) => Math.Max(x[to] - x[from], LeastSpacing);

    private double[] SecondDerivatives(double[] x, double[] y)
    {
        var n = x.Length;
        var (diagonal, beside, right) = (new double[n], new double[n], new double[n]);
        for (var i = 0; i < n - 1; i++) beside[i] = Spacing(i, i + 1);
        double Slope(int i) => (y[i + 1] - y[i]) / Spacing(i, i + 1);
        for (var i = 1; i < n - 1; i++)
        {
            diagonal[i] = 2 * (beside[i - 1] + beside[i]);
            right[i] = Slope(i) - Slope(i - 1);
        }
        diagonal[0] = -beside[0];
        diagonal[n - 1] = -beside[n - 2];
        if (n > 3)
        {
            double Second(int i) => (Slope(i + 1) - Slope(i)) / Spacing(i, i + 2);
            double Third(int i) => (Second(i + 1) - Second(i)) / Spacing(i, i + 3);
            right[0] = beside[0] * beside[0] * Third(0);
            right[n - 1] = -beside[n - 2] * beside[n - 2] * Third(n - 4);
        }
        for (var i = 1; i < n; i++)
        {
            var factor = beside[i - 1] / diagonal[i - 1];
            diagonal[i] -= factor * beside[i - 1];
            right[i] -= factor * right[i - 1];
        }
        right[n - 1] /= diagonal[n - 1];
        for (var i = n - 2; i >= 0; i--) right[i] = (right[i] - beside[i] * right[i + 1]) / diagonal[i];
        return right;
    }
}
