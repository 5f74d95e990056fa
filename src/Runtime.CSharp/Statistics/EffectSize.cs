using MathNet.Numerics.Statistics;

namespace Spindle.Statistics;

/// <summary>How large a difference is, whatever the number of samples.</summary>
public static class EffectSize
{
    /// <summary>
    /// Cohen's d of a change: (mean after − mean before) / s, s² being the pooled variance of both samples (Cohen 1988). NaN where
    /// the samples do not vary or are too few.
    /// </summary>
    public static double Cohen(double[] before, double[] after)
    {
        double n = before.Length, m = after.Length;
        var pooled = (((n - 1) * before.Variance()) + ((m - 1) * after.Variance())) / (n + m - 2);
        return pooled > 0 ? (after.Mean() - before.Mean()) / Math.Sqrt(pooled) : double.NaN;
    }
}
