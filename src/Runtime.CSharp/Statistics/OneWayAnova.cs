using MathNet.Numerics;

namespace Spindle.Statistics;

/// <summary>One-way analysis of variance (Fisher 1925).</summary>
public static class OneWayAnova
{
    /// <summary>
    /// Whether groups have unequal means: F = (Σ nᵢ (x̄ᵢ − x̄)² / (k − 1)) / (Σᵢ Σⱼ (xᵢⱼ − x̄ᵢ)² / (N − k)) for N numbers in k groups.
    /// </summary>
    /// <param name="groups">The groups, of any sizes but empty.</param>
    public static AnovaResult Of(IReadOnlyList<double[]> groups)
    {
        var all = groups.Sum(group => group.Length);
        var mean = groups.Sum(group => group.Sum()) / all;
        double between = 0, within = 0;
        foreach (var group in groups)
        {
            var own = group.Average();
            between += group.Length * (own - mean) * (own - mean);
            foreach (var value in group) within += (value - own) * (value - own);
        }
        var (free, left) = (groups.Count - 1.0, (double)(all - groups.Count));
        var f = free > 0 && left > 0 && within > 0 ? between / free / (within / left) : double.NaN;
        return new(f, free, left, double.IsNaN(f) ? double.NaN : SpecialFunctions.BetaRegularized(left / 2, free / 2, left / (left + (free * f))));
    }
}
