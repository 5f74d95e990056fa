using MathNet.Numerics;

namespace Spindle.Statistics;

/// <summary>Student's t-tests, two-sided ("Student" 1908; Fisher 1925).</summary>
public static class TTest
{
    /// <summary>
    /// Whether pairs differ: t = d̄ / √(s² / n) over the differences d = a − b, with n − 1 degrees of freedom. NaN where all
    /// differences are alike, as those of repetitions without noise.
    /// </summary>
    public static TTestResult Paired(ReadOnlySpan<double> a, ReadOnlySpan<double> b)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(b.Length, a.Length);
        var differences = new double[a.Length];
        for (var i = 0; i < a.Length; i++) differences[i] = a[i] - b[i];
        var (mean, squares) = Moments(differences);
        var freedom = a.Length - 1.0;
        return Result(mean, squares / freedom / a.Length, freedom);
    }

    /// <summary>
    /// Whether two samples have unequal means, their variances taken as equal: t = (ā − b̄) / √(s² (1/n + 1/m)) with the pooled
    /// variance s² and n + m − 2 degrees of freedom.
    /// </summary>
    public static TTestResult Independent(ReadOnlySpan<double> a, ReadOnlySpan<double> b)
    {
        var (meanA, squaresA) = Moments(a);
        var (meanB, squaresB) = Moments(b);
        var freedom = a.Length + b.Length - 2.0;
        return Result(meanA - meanB, (squaresA + squaresB) / freedom * ((1.0 / a.Length) + (1.0 / b.Length)), freedom);
    }

    /// <summary>
    /// Whether two samples have unequal means, their variances taken as unequal too (Welch 1947): t = (ā − b̄) / √(s_a² / n + s_b² / m)
    /// with the degrees of freedom of Welch and Satterthwaite.
    /// </summary>
    public static TTestResult Welch(ReadOnlySpan<double> a, ReadOnlySpan<double> b)
    {
        var (meanA, squaresA) = Moments(a);
        var (meanB, squaresB) = Moments(b);
        var (ofA, ofB) = (squaresA / (a.Length - 1.0) / a.Length, squaresB / (b.Length - 1.0) / b.Length);
        var freedom = (ofA + ofB) * (ofA + ofB) / ((ofA * ofA / (a.Length - 1.0)) + (ofB * ofB / (b.Length - 1.0)));
        return Result(meanA - meanB, ofA + ofB, freedom);
    }

    private static TTestResult Result(double difference, double variance, double freedom)
    {
        var t = freedom > 0 && variance > 0 ? difference / Math.Sqrt(variance) : double.NaN;
        return new(t, freedom, double.IsNaN(t) ? double.NaN : SpecialFunctions.BetaRegularized(freedom / 2, 0.5, freedom / (freedom + (t * t))));
    }

    private static (double Mean, double Squares) Moments(ReadOnlySpan<double> sample)
    {
        double sum = 0, squares = 0;
        foreach (var value in sample) sum += value;
        var mean = sum / sample.Length;
        foreach (var value in sample) squares += (value - mean) * (value - mean);
        return (mean, squares);
    }
}
