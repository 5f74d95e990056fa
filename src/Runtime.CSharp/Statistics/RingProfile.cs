using MathNet.Numerics.LinearAlgebra;

namespace Spindle.Statistics;

/// <summary>
/// The mean weight by offset on a ring, p(δ) = mean of W[i, j] over all pairs whose places differ by δ = (p_j − p_i) mod n:
/// the circulant matrix nearest to W.
/// </summary>
public sealed class RingProfile
{
    private RingProfile(double[] means, long[] pairs, double circulantFraction) =>
        (Means, Pairs, CirculantFraction) = (means, pairs, circulantFraction);

    /// <summary>p(δ) for δ = 0 … n−1; NaN for an offset that no pair of units has.</summary>
    public IReadOnlyList<double> Means { get; }

    /// <summary>How many pairs of units have each offset; n where the whole ring is there.</summary>
    public IReadOnlyList<long> Pairs { get; }

    /// <summary>
    /// The variance of p(δ), each offset weighted by its pairs, divided by the variance of all entries: 1 for a circulant
    /// matrix, about 1/n for independent entries, 0 for a constant matrix.
    /// </summary>
    public double CirculantFraction { get; }

    /// <summary>The greatest mean weight minus the least.</summary>
    public double Amplitude => Means.Where(double.IsFinite).Max() - Means.Where(double.IsFinite).Min();

    /// <summary>The profile of a matrix between units on a ring.</summary>
    /// <param name="weights">W[i, j] from unit i to unit j.</param>
    /// <param name="places">The place of every unit on the ring.</param>
    /// <param name="around">How many places the ring has, n.</param>
    public static RingProfile Of(Matrix<double> weights, IReadOnlyList<long> places, int around)
    {
        var sums = new double[around];
        var pairs = new long[around];
        for (var i = 0; i < places.Count; i++)
        {
            for (var j = 0; j < places.Count; j++)
            {
                var offset = (int)((places[j] - places[i] + around) % around);
                sums[offset] += weights[i, j];
                pairs[offset]++;
            }
        }
        var means = sums.Zip(pairs, (sum, count) => count == 0 ? double.NaN : sum / count).ToArray();
        return new(means, pairs, Fraction(weights, means, pairs));
    }

    /// <summary>Pearson's correlation of two profiles over the offsets that both have.</summary>
    public double Match(RingProfile other)
    {
        var shared = Enumerable.Range(0, Means.Count).Where(offset => Pairs[offset] > 0 && other.Pairs[offset] > 0).ToArray();
        return Correlation.Pearson([.. shared.Select(offset => Means[offset])], [.. shared.Select(offset => other.Means[offset])]);
    }

    private static double Fraction(Matrix<double> weights, double[] means, long[] pairs)
    {
        var mean = weights.Enumerate().Average();
        var total = weights.Enumerate().Sum(weight => (weight - mean) * (weight - mean));
        var between = means.Zip(pairs, (value, count) => count == 0 ? 0 : count * (value - mean) * (value - mean)).Sum();
        return total <= 1e-24 * weights.Enumerate().Sum(weight => weight * weight) ? 0 : between / total;
    }
}
