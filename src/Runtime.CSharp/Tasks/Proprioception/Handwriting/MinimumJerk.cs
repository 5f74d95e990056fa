using MathNet.Numerics.LinearAlgebra;

namespace Spindle.Tasks.Proprioception.Handwriting;

/// <summary>
/// The movement through given places at given times whose jerk, squared and summed over time, is least (Flash and Hogan 1985): at rest at both ends,
/// and between two places a polynomial of degree five that joins the next with four continuous derivatives.
/// </summary>
public static class MinimumJerk
{
    /// <summary>The movement at equally spaced times, from the first place to the last.</summary>
    /// <param name="places">The places, at least two.</param>
    /// <param name="times">When each is passed, rising; the first is 0.</param>
    /// <param name="samples">How many times.</param>
    /// <returns>samples × 2.</returns>
    public static double[] Through(IReadOnlyList<(double X, double Y)> places, IReadOnlyList<double> times, int samples)
    {
        var derivatives = Derivatives(places, times);
        var result = new double[2 * samples];
        var piece = 0;
        for (var i = 0; i < samples; i++)
        {
            var time = samples == 1 ? 0 : times[^1] * i / (samples - 1);
            while (piece < places.Count - 2 && time > times[piece + 1]) piece++;
            var length = times[piece + 1] - times[piece];
            var part = Math.Min((time - times[piece]) / length, 1);
            for (var axis = 0; axis < 2; axis++)
            {
                result[(2 * i) + axis] = Hermite(
                    part, length, Place(places[piece], axis), derivatives[2 * piece, axis], derivatives[(2 * piece) + 1, axis],
                    Place(places[piece + 1], axis), derivatives[(2 * piece) + 2, axis], derivatives[(2 * piece) + 3, axis]);
            }
        }
        return result;
    }

    /// <summary>Velocity and acceleration at every place, one row each: what makes the third and fourth derivatives continuous.</summary>
    private static double[,] Derivatives(IReadOnlyList<(double X, double Y)> places, IReadOnlyList<double> times)
    {
        var result = new double[2 * places.Count, 2];
        var inner = places.Count - 2;
        if (inner == 0) return result;
        var matrix = Matrix<double>.Build.Dense(2 * inner, 2 * inner);
        var right = Matrix<double>.Build.Dense(2 * inner, 2);
        for (var k = 0; k < inner; k++)
        {
            var (before, after) = (times[k + 1] - times[k], times[k + 2] - times[k + 1]);
            // Third derivative where the piece before ends: (60 Δ/h − 24 v₀ − 36 v₁ − 3 a₀h + 9 a₁h)/h²; where the one after begins: (60 Δ/h − 36 v₀ − 24 v₁ − 9 a₀h + 3 a₁h)/h².
            Add(matrix, 2 * k, k - 1, -24 / Math.Pow(before, 2), -3 / before);
            Add(matrix, 2 * k, k, (-36 / Math.Pow(before, 2)) + (36 / Math.Pow(after, 2)), (9 / before) + (9 / after));
            Add(matrix, 2 * k, k + 1, 24 / Math.Pow(after, 2), -3 / after);
            // Fourth: (360 Δ/h − 168 v₀ − 192 v₁ − 24 a₀h + 36 a₁h)/h³ and (−360 Δ/h + 192 v₀ + 168 v₁ + 36 a₀h − 24 a₁h)/h³.
            Add(matrix, (2 * k) + 1, k - 1, -168 / Math.Pow(before, 3), -24 / Math.Pow(before, 2));
            Add(matrix, (2 * k) + 1, k, (-192 / Math.Pow(before, 3)) - (192 / Math.Pow(after, 3)), (36 / Math.Pow(before, 2)) - (36 / Math.Pow(after, 2)));
            Add(matrix, (2 * k) + 1, k + 1, -168 / Math.Pow(after, 3), 24 / Math.Pow(after, 2));
            for (var axis = 0; axis < 2; axis++)
            {
                var (one, other) = (
                    Place(places[k + 1], axis) - Place(places[k], axis), Place(places[k + 2], axis) - Place(places[k + 1], axis));
                right[2 * k, axis] = (60 * other / Math.Pow(after, 3)) - (60 * one / Math.Pow(before, 3));
                right[(2 * k) + 1, axis] = (-360 * other / Math.Pow(after, 4)) - (360 * one / Math.Pow(before, 4));
            }
        }
        var solved = matrix.Solve(right);
        for (var row = 0; row < 2 * inner; row++)
            for (var axis = 0; axis < 2; axis++) result[row + 2, axis] = solved[row, axis];
        return result;
    }

    private static void Add(Matrix<double> matrix, int row, int place, double velocity, double acceleration)
    {
        if (place < 0 || 2 * place >= matrix.ColumnCount) return;
        matrix[row, 2 * place] += velocity;
        matrix[row, (2 * place) + 1] += acceleration;
    }

    private static double Place((double X, double Y) place, int axis) => axis == 0 ? place.X : place.Y;

    /// <summary>The polynomial of degree five with given values, velocities and accelerations at both ends of a piece.</summary>
    private static double Hermite(double part, double length, double p0, double v0, double a0, double p1, double v1, double a1)
    {
        var (u0, u1) = (v0 * length, v1 * length);
        var (w0, w1) = (a0 * length * length / 2, a1 * length * length / 2);
        var d = p1 - p0 - u0 - w0;
        var e = u1 - u0 - (2 * w0);
        var f = (2 * w1) - (2 * w0);
        var (c3, c4, c5) = ((10 * d) - (4 * e) + (f / 2), (-15 * d) + (7 * e) - f, (6 * d) - (3 * e) + (f / 2));
        return p0 + (part * (u0 + (part * (w0 + (part * (c3 + (part * (c4 + (part * c5)))))))));
    }
}
