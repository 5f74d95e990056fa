using System.Numerics;
using System.Runtime.InteropServices;

namespace Spindle.Statistics.SupportVectors;

/// <summary>
/// The linear support vector machine of two classes with the hinge loss and a regularised intercept: minimises ½‖w‖² + C Σ max(0, 1 − y w·x), x with a constant 1
/// behind it, by dual coordinate descent (Hsieh et al., ICML 2008), as LIBLINEAR does; here in a fixed order and from inner products alone.
/// </summary>
public static class HingeMachine
{
    /// <summary>How far the optimality condition may be violated; scikit-learn's default.</summary>
    private const double Precision = 1e-4;

    /// <summary>Rounds after which it stops in any case; scikit-learn's default.</summary>
    private const int Rounds = 1000;

    /// <summary>Trains; the decision for x is Σ_i w_i (x_i·x + 1), positive for the class of sign 1.</summary>
    /// <param name="products">x_i·x_j + 1, samples × samples, row by row.</param>
    /// <param name="sign">1 or −1 for every sample.</param>
    /// <param name="cost">C.</param>
    /// <returns>w_i = y_i α_i of every sample.</returns>
    public static double[] Train(ReadOnlySpan<double> products, ReadOnlySpan<int> sign, double cost)
    {
        var n = sign.Length;
        ArgumentOutOfRangeException.ThrowIfNotEqual(products.Length, n * n);
        var (weights, decisions) = (new double[n], new double[n]);
        for (var round = 0; round < Rounds; round++)
        {
            var (greatest, least) = (double.NegativeInfinity, double.PositiveInfinity);
            for (var i = 0; i < n; i++)
            {
                var alpha = sign[i] * weights[i];
                var gradient = (sign[i] * decisions[i]) - 1;
                var projected = alpha <= 0 ? Math.Min(gradient, 0) : alpha >= cost ? Math.Max(gradient, 0) : gradient;
                (greatest, least) = (Math.Max(greatest, projected), Math.Min(least, projected));
                if (Math.Abs(projected) < 1e-12) continue;
                var change = sign[i] * (Math.Clamp(alpha - (gradient / products[(i * n) + i]), 0, cost) - alpha);
                weights[i] += change;
                Add(change, products.Slice(i * n, n), decisions);
            }
            if (greatest - least <= Precision) break;
        }
        return weights;
    }

    /// <summary>Nearly all of the time; a product and a sum for each place, so that the width of the vectors changes no bit.</summary>
    private static void Add(double factor, ReadOnlySpan<double> row, Span<double> sums)
    {
        var rows = MemoryMarshal.Cast<double, Vector<double>>(row);
        var vectors = MemoryMarshal.Cast<double, Vector<double>>(sums);
        for (var i = 0; i < rows.Length; i++) vectors[i] += rows[i] * factor;
        for (var j = rows.Length * Vector<double>.Count; j < row.Length; j++) sums[j] += factor * row[j];
    }
}
