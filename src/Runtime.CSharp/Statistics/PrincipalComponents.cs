using MathNet.Numerics.LinearAlgebra;

namespace Spindle.Statistics;

/// <summary>
/// The directions in which samples vary most: eigenvectors of their covariance XᵀX / (rows − 1) after centring (Pearson 1901;
/// Hotelling 1933). Of a direction and its opposite the one is taken whose entry of greatest magnitude is positive.
/// </summary>
/// <param name="Components">The directions, one row each, of length 1, by falling variance.</param>
/// <param name="Scores">The samples along them, samples × components.</param>
/// <param name="Variance">The variance along each.</param>
/// <param name="Ratio">The share of the total variance along each; 0 where nothing varies.</param>
public sealed record PrincipalComponents(Matrix<double> Components, Matrix<double> Scores, double[] Variance, double[] Ratio)
{
    /// <summary>The first components of samples.</summary>
    /// <param name="samples">One row a sample, one column a variable; centred here, not scaled.</param>
    /// <param name="count">How many components, at most the smaller of rows and columns.</param>
    public static PrincipalComponents Of(Matrix<double> samples, int count)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(samples.RowCount, 2);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, Math.Min(samples.RowCount, samples.ColumnCount));
        var means = samples.ColumnSums() / samples.RowCount;
        var centred = samples.MapIndexed((_, column, value) => value - means[column]);
        var covariance = centred.TransposeThisAndMultiply(centred) / (samples.RowCount - 1);
        var eigen = covariance.Evd(Symmetricity.Symmetric);
        var total = covariance.Trace();
        var components = Matrix<double>.Build.Dense(count, samples.ColumnCount);
        var variance = new double[count];
        for (var component = 0; component < count; component++)
        {
            var at = samples.ColumnCount - 1 - component;
            components.SetRow(component, Oriented(eigen.EigenVectors.Column(at)));
            variance[component] = Math.Max(0, eigen.EigenValues[at].Real);
        }
        var ratio = variance.Select(value => total > 0 ? value / total : 0).ToArray();
        return new(components, centred.TransposeAndMultiply(components), variance, ratio);
    }

    private static Vector<double> Oriented(Vector<double> direction) => direction[direction.AbsoluteMaximumIndex()] < 0 ? -direction : direction;
}
