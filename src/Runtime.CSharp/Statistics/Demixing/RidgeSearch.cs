using Spindle.Torch;
using static TorchSharp.torch;

namespace Spindle.Statistics.Demixing;

/// <summary>
/// Chooses λ as the published package does: over random splits into one held-out repetition of every unit and condition and the
/// mean of the others, the λ whose components predict each unit of the held-out activity best from the other units.
/// </summary>
public static class RidgeSearch
{
    /// <summary>Components of a marginal that predict.</summary>
    private const int Components = 10;

    /// <summary>The grid, λ_k = 10⁻⁷ · 1.4ᵏ for k = 0 … 44.</summary>
    public static IReadOnlyList<double> Grid { get; } = [.. Enumerable.Range(0, 45).Select(k => 1e-7 * Math.Pow(1.4, k))];

    /// <summary>
    /// The score of every λ of the grid on one split, Σ_φ ‖X_φ − P_φD_φᵀX + diag(P_φD_φᵀ)∘X‖² of the held-out activity; smaller is
    /// better.
    /// </summary>
    /// <param name="training">The marginals of the mean of the other repetitions.</param>
    /// <param name="held">The marginals of the held-out activity.</param>
    /// <param name="padded">Whether encoders are fitted to [X, λ̃ I], else to X alone.</param>
    /// <param name="cancellation">Ends the search.</param>
    public static double[] Scores(Marginals training, Marginals held, bool padded, CancellationToken cancellation)
    {
        TorchNative.Load();
        using var scope = NewDisposeScope();
        using var problem = new DemixingProblem(training.Units, training.Whole, training.Parts, padded);
        var whole = DemixingProblem.Gram(held.Units, held.Whole);
        var parts = held.Parts.Select(part => DemixingProblem.Gram(held.Units, part)).ToList();
        var scores = new double[Grid.Count];
        for (var at = 0; at < scores.Length; at++)
        {
            cancellation.ThrowIfCancellationRequested();
            for (var part = 0; part < parts.Count; part++)
            {
                using var temporary = NewDisposeScope();
                var (encoder, decoder) = problem.Solve(part, Grid[at], Components);
                scores[at] += Residual(encoder, decoder, whole, parts[part]).item<double>();
            }
        }
        return scores;
    }

    /// <summary>
    /// ‖X_φ − K X‖² with K = P Dᵀ without its diagonal δ, from Gram matrices alone: tr G_φ − 2 tr K G_φ + tr K G Kᵀ.
    /// </summary>
    private static Tensor Residual(Tensor encoder, Tensor decoder, Tensor whole, Tensor part)
    {
        var own = (encoder * decoder).sum(1);
        var predicted = whole.mm(decoder);
        var crossed = (decoder * part.mm(encoder)).sum() - (own * part.diagonal()).sum();
        var squared = (decoder * predicted).sum() - (2 * (own * (encoder * predicted).sum(1)).sum()) + (own * own * whole.diagonal()).sum();
        return part.trace() - (2 * crossed) + squared;
    }
}
