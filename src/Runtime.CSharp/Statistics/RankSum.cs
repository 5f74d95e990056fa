using MathNet.Numerics;

namespace Spindle.Statistics;

/// <summary>
/// The test of Mann and Whitney (1947): whether values of one sample tend to be greater than those of the other, two-sided, by the
/// normal approximation with corrections for ties and for continuity, as SciPy's <c>mannwhitneyu(method="asymptotic")</c>.
/// </summary>
/// <param name="U">How many pairs have the greater value in the first sample, ties counting half.</param>
/// <param name="P">The probability of a U so far from half of all pairs where neither tends to be greater; NaN where all values are equal.</param>
public sealed record RankSum(double U, double P)
{
    /// <summary>The test of two samples, neither empty.</summary>
    public static RankSum Of(ReadOnlySpan<double> first, ReadOnlySpan<double> second)
    {
        double[] all = [.. first, .. second];
        var belongs = new bool[all.Length];
        belongs.AsSpan(0, first.Length).Fill(true);
        Array.Sort(all, belongs);
        double ranks = 0, ties = 0;
        for (var at = 0; at < all.Length;)
        {
            var end = at;
            while (end < all.Length && all[end] == all[at]) end++;
            double tied = end - at;
            var rank = (at + end + 1) / 2.0;
            ties += (tied * tied * tied) - tied;
            for (; at < end; at++) ranks += belongs[at] ? rank : 0;
        }
        double n = first.Length, m = second.Length, total = n + m;
        var u = ranks - (n * (n + 1) / 2);
        var variance = n * m / 12 * (total + 1 - (ties / (total * (total - 1))));
        if (!(variance > 0)) return new(u, double.NaN);
        var z = (Math.Max(u, (n * m) - u) - (n * m / 2) - 0.5) / Math.Sqrt(variance);
        return new(u, Math.Min(1, SpecialFunctions.Erfc(z / Math.Sqrt(2))));
    }
}
