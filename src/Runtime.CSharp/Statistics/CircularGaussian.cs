using MathNet.Numerics.LinearAlgebra;

namespace Spindle.Statistics;

/// <summary>Smoothing of a matrix between places on a ring.</summary>
public static class CircularGaussian
{
    /// <summary>
    /// Smooths both indices with a Gaussian of the ring distance d: G·M·Gᵀ with
    /// G_ij = g(d(p_i, p_j)) / Σ_k g(d(p_i, p_k)) and g(d) = exp(−d²/2σ²). Each weight is a mean over its neighbours, so a
    /// constant matrix stays as it is, whichever part of the ring is there.
    /// </summary>
    /// <param name="matrix">One row and one column a place.</param>
    /// <param name="places">The place of every row and column on the ring.</param>
    /// <param name="around">How many places the ring has.</param>
    /// <param name="sigma">σ in places.</param>
    public static Matrix<double> Smooth(Matrix<double> matrix, IReadOnlyList<long> places, long around, double sigma)
    {
        var kernel = Matrix<double>.Build.Dense(places.Count, places.Count, (i, j) =>
        {
            var apart = Math.Abs(places[i] - places[j]) % around;
            var distance = Math.Min(apart, around - apart) / sigma;
            return Math.Exp(-0.5 * distance * distance);
        }).NormalizeRows(1);
        return kernel * matrix * kernel.Transpose();
    }
}
