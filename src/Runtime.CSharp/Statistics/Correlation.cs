namespace Spindle.Statistics;

/// <summary>Correlation of two lists of numbers.</summary>
public static class Correlation
{
    /// <summary>
    /// Pearson's correlation r = Σ(x−x̄)(y−ȳ) / √(Σ(x−x̄)² Σ(y−ȳ)²), in [−1, 1]; 0 where either list is constant up to
    /// rounding, since a silent unit matches nothing.
    /// </summary>
    /// <param name="x">Numbers.</param>
    /// <param name="y">As many numbers.</param>
    /// <exception cref="ArgumentException">The lists differ in length, or are empty.</exception>
    public static double Pearson(ReadOnlySpan<double> x, ReadOnlySpan<double> y)
    {
        if (x.Length != y.Length || x.IsEmpty) throw new ArgumentException($"{x.Length} and {y.Length} numbers cannot be correlated");
        if (IsConstant(x) || IsConstant(y)) return 0;
        return Math.Clamp(MathNet.Numerics.Statistics.Correlation.Pearson(x.ToArray(), y.ToArray()), -1, 1);
    }

    private static bool IsConstant(ReadOnlySpan<double> values)
    {
        double least = double.PositiveInfinity, greatest = double.NegativeInfinity;
        foreach (var value in values)
        {
            least = Math.Min(least, value);
            greatest = Math.Max(greatest, value);
        }
        return greatest - least <= 1e-12 * Math.Max(Math.Abs(least), Math.Abs(greatest));
    }
}
