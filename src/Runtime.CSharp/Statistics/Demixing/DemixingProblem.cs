using Spindle.Torch;
using static TorchSharp.torch;

namespace Spindle.Statistics.Demixing;

/// <summary>
/// Demixed PCA in closed form: of a marginal X_φ and a ridge λ̃ = λ·ΣX² the regression C = X_φ Xᵀ (X Xᵀ + λ̃² I)⁻¹, the encoder
/// P = the first left singular vectors of C·[X, λ̃ I], the decoder D = CᵀP, as the Python package of Kobak et al. (eLife 2016)
/// has it; the paper takes those of C·X.
/// </summary>
/// <remarks>
/// Marginals are orthogonal, so X_φ Xᵀ = X_φ X_φᵀ = G_φ, and C·[X, λ̃ I] has the Gram matrix G_φ (G + λ̃² I)⁻¹ G_φ with
/// G = X Xᵀ, C·X the Gram matrix G_φ (G + λ̃² I)⁻¹ G (G + λ̃² I)⁻¹ G_φ. G and all G_φ = QΛQᵀ are diagonalised once; a λ costs no
/// more than one symmetric eigenproblem of the rank of G_φ.
/// Double precision, on the CPU whatever the device, so that the chosen λ does not depend on it.
/// </remarks>
public sealed class DemixingProblem : IDisposable
{
    /// <summary>Eigenvalues below this part of the greatest of G are rounding.</summary>
    private const double Negligible = 1e-13;

    private readonly Tensor spectrum, basis;
    private readonly IReadOnlyList<Part> parts;
    private readonly int units;
    private readonly double power;
    private readonly bool padded;

    /// <summary>A problem on some activity.</summary>
    /// <param name="units">N.</param>
    /// <param name="activity">X, units × columns, centred.</param>
    /// <param name="marginals">Orthogonal parts of X, each as large as X.</param>
    /// <param name="padded">Whether the encoder is fitted to [X, λ̃ I], else to X alone.</param>
    public DemixingProblem(int units, double[] activity, IReadOnlyList<double[]> marginals, bool padded)
    {
        (this.units, this.padded, power) = (units, padded, Marginals.Power(activity));
        TorchNative.Load();
        using var scope = NewDisposeScope();
        var (values, vectors) = linalg.eigh(Gram(units, activity));
        (spectrum, basis) = (values.DetachFromDisposeScope(), vectors.DetachFromDisposeScope());
        parts = [.. marginals.Select(marginal => Diagonalised(Gram(units, marginal)))];
    }

    /// <summary>X Xᵀ of activity of so many units.</summary>
    internal static Tensor Gram(int units, double[] activity)
    {
        var x = TensorExchange.Copied(activity, units, activity.Length / units);
        return x.mm(x.t());
    }

    /// <summary>The components of a marginal.</summary>
    /// <param name="part">Which of the marginals.</param>
    /// <param name="lambda">λ; at 0 the inverse is the pseudo-inverse.</param>
    /// <param name="most">The greatest number of components.</param>
    public DemixedComponents Components(int part, double lambda, int most)
    {
        if (parts[part].Rank == 0) return new(units, 0, [], []);
        using var temporary = NewDisposeScope();
        var (encoder, decoder) = Solve(part, lambda, most);
        var strongest = encoder.abs().argmax(0, keepdim: true);
        var signs = encoder.gather(0, strongest).sign();
        return new(units, (int)encoder.shape[1], Numbers(encoder * signs), Numbers(decoder * signs));
    }

    /// <summary>Encoder and decoder, units × components, of any sign.</summary>
    internal (Tensor Encoder, Tensor Decoder) Solve(int part, double lambda, int most)
    {
        var (vectors, values, projected) = parts[part];
        if (parts[part].Rank == 0) return (vectors, projected);
        var penalty = Math.Pow(lambda * power, 2);
        var shrunk = spectrum.clamp(min: 0) + penalty;
        var inverse = where(shrunk > Negligible * spectrum[units - 1], shrunk.reciprocal(), zeros_like(shrunk));
        var kept = projected * values;
        var weights = padded ? inverse : inverse * inverse * spectrum;
        var gram = kept.t().mm(kept * weights.unsqueeze(1));
        var count = Math.Min(most, parts[part].Rank);
        var (_, turned) = linalg.eigh(gram);
        var first = turned.narrow(1, turned.shape[1] - count, count).flip(1);
        return (vectors.mm(first), basis.mm(inverse.unsqueeze(1) * kept.mm(first)));
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        spectrum.Dispose();
        basis.Dispose();
        foreach (var part in parts) part.Dispose();
    }

    private static double[] Numbers(Tensor tensor) => tensor.contiguous().data<double>().ToArray();

    private Part Diagonalised(Tensor gram)
    {
        var (values, vectors) = linalg.eigh(gram);
        var least = Negligible * spectrum[units - 1].item<double>();
        var rank = values.data<double>().Count(value => value > least);
        var (kept, directions) = (values.narrow(0, units - rank, rank), vectors.narrow(1, units - rank, rank));
        var projected = basis.t().mm(directions);
        return new(directions.DetachFromDisposeScope(), kept.DetachFromDisposeScope(), projected.DetachFromDisposeScope());
    }

    /// <summary>G_φ = QΛQᵀ and Q in the basis of G.</summary>
    private sealed record Part(Tensor Vectors, Tensor Values, Tensor Projected) : IDisposable
    {
        public int Rank => (int)Values.shape[0];

        public void Dispose()
        {
            Vectors.Dispose();
            Values.Dispose();
            Projected.Dispose();
        }
    }
}
