using MathNet.Numerics.LinearAlgebra;
using MathNet.Numerics.Statistics;

namespace Spindle.Statistics;

/// <summary>Columns brought to mean 0 and standard deviation 1.</summary>
public static class ZScore
{
    /// <summary>
    /// (x − x̄) / s of every column, with s = √(Σ(x − x̄)² / n), the population's, as scikit-learn's StandardScaler; a column
    /// that is constant up to rounding becomes 0.
    /// </summary>
    /// <param name="samples">One row a sample, one column a variable.</param>
    public static Matrix<double> Columns(Matrix<double> samples)
    {
        var scored = samples.Clone();
        for (var column = 0; column < samples.ColumnCount; column++)
        {
            var values = samples.Column(column).ToArray();
            scored.SetColumn(column, Of(values));
        }
        return scored;
    }

    /// <summary>The scores of one list of numbers.</summary>
    public static double[] Of(double[] values)
    {
        var (mean, sd) = (ArrayStatistics.Mean(values), ArrayStatistics.PopulationStandardDeviation(values));
        var constant = sd <= 1e-12 * Math.Max(Math.Abs(mean), double.Epsilon);
        return [.. values.Select(value => constant ? 0 : (value - mean) / sd)];
    }
}
