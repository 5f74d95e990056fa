namespace Spindle.Statistics;

/// <summary>
/// A Gaussian through points, f(x) = A / (s √(2π)) · exp(−(x − u)² / (2 s²)), with the least sum of squared errors
/// (Levenberg 1944; Marquardt 1963).
/// </summary>
/// <param name="Area">A, what lies under the curve.</param>
/// <param name="Centre">u, where it is highest.</param>
/// <param name="Deviation">s, positive.</param>
/// <param name="Residual">The sum of squared errors.</param>
public sealed record GaussianFit(double Area, double Centre, double Deviation, double Residual)
{
    private const int MostSteps = 1000;
    private const double Converged = 1e-15;

    /// <summary>The curve's height at a place.</summary>
    public double At(double x) => Height([Area, Centre, Deviation], x);

    /// <summary>The fit that is found from a start; null where the search does not end.</summary>
    /// <param name="x">The places of the points, more than two.</param>
    /// <param name="y">Their heights.</param>
    /// <param name="start">A, u and s to begin with.</param>
    public static GaussianFit? Find(double[] x, double[] y, (double Area, double Centre, double Deviation) start)
    {
        double[] at = [start.Area, start.Centre, start.Deviation];
        var error = Squares(at, x, y);
        var damping = 1e-3;
        for (var step = 0; step < MostSteps; step++)
        {
            var (normal, gradient) = Linearised(at, x, y);
            var moved = Solve(normal, gradient, damping);
            double[] next = [at[0] + moved[0], at[1] + moved[1], at[2] + moved[2]];
            var found = Squares(next, x, y);
            if (found <= error)
            {
                var small = Enumerable.Range(0, 3).All(i => Math.Abs(moved[i]) <= Converged * (1 + Math.Abs(at[i])));
                (at, error, damping) = (next, found, Math.Max(damping / 10, 1e-15));
                if (small) break;
            }
            else if ((damping *= 10) > 1e15) break;
        }
        if (!at.All(double.IsFinite) || !double.IsFinite(error) || at[2] == 0) return null;
        var sign = Math.Sign(at[2]);
        return new(at[0] * sign, at[1], at[2] * sign, error);
    }

    private static double Height(double[] at, double x)
    {
        var z = (x - at[1]) / at[2];
        return at[0] / (at[2] * Math.Sqrt(Math.Tau)) * Math.Exp(-0.5 * z * z);
    }

    private static double Squares(double[] at, double[] x, double[] y)
    {
        double sum = 0;
        for (var i = 0; i < x.Length; i++)
        {
            var error = Height(at, x[i]) - y[i];
            sum += error * error;
        }
        return double.IsNaN(sum) ? double.PositiveInfinity : sum;
    }

    private static (double[,] Normal, double[] Gradient) Linearised(double[] at, double[] x, double[] y)
    {
        var (normal, gradient) = (new double[3, 3], new double[3]);
        for (var i = 0; i < x.Length; i++)
        {
            var height = Height(at, x[i]);
            var z = (x[i] - at[1]) / at[2];
            double[] slope = [height / at[0], height * z / at[2], height * ((z * z) - 1) / at[2]];
            for (var row = 0; row < 3; row++)
            {
                gradient[row] += slope[row] * (y[i] - height);
                for (var column = 0; column < 3; column++) normal[row, column] += slope[row] * slope[column];
            }
        }
        return (normal, gradient);
    }

    /// <summary>Cramer's rule on the damped normal equations; they are definite, so that it is safe for three unknowns.</summary>
    private static double[] Solve(double[,] normal, double[] gradient, double damping)
    {
        var m = (double[,])normal.Clone();
        for (var i = 0; i < 3; i++) m[i, i] *= 1 + damping;
        var whole = Determinant(m);
        var solution = new double[3];
        for (var column = 0; column < 3; column++)
        {
            var replaced = (double[,])m.Clone();
            for (var row = 0; row < 3; row++) replaced[row, column] = gradient[row];
            solution[column] = Determinant(replaced) / whole;
        }
        return solution;
    }

    private static double Determinant(double[,] m) =>
        (m[0, 0] * ((m[1, 1] * m[2, 2]) - (m[1, 2] * m[2, 1])))
        - (m[0, 1] * ((m[1, 0] * m[2, 2]) - (m[1, 2] * m[2, 0])))
        + (m[0, 2] * ((m[1, 0] * m[2, 1]) - (m[1, 1] * m[2, 0])));
}
