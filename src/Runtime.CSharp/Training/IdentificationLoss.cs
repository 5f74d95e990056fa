using Spindle.Architectures;
using Spindle.Torch;
using static TorchSharp.torch;

namespace Spindle.Training;

/// <summary>
/// The loss of system identification and its gradients. With r̂ the rates, r the recorded ones and ⟦x⟧ the value of x taken
/// as a constant: L = F + κ_r ⟦F⟧ R/(⟦R⟧ + ε) + κ_W ⟦F⟧ S/(⟦S⟧ + ε); F the mean of (r̂ − r)² over observed units, R the mean
/// of r̂² (or |r̂|) over all units, S that of W² (or |W|), ε = 10⁻⁸.
/// </summary>
internal static class IdentificationLoss
{
    private const string Text = """
        def size(x, l1: bool):
            flat = x.view(-1)
            return torch.norm(flat, 1) / flat.numel() if l1 else torch.dot(flat, flat) / flat.numel()

        def slope(x, l1: bool):
            return torch.sign(x) / x.numel() if l1 else x * (2.0 / x.numel())

        def rates(r, target, g, w, kr: float, kw: float, l1: bool, log):
            # g <- the gradient of the loss by the rates; log <- L, F, R, S
            seen = target.size(2)
            difference = torch.sub(r.narrow(2, 0, seen), target)
            fit = size(difference, False)
            torch.mul(difference, 2.0 / difference.numel(), out=g.narrow(2, 0, seen))
            g.narrow(2, seen, g.size(2) - seen).zero_()
            rate = size(r, l1)
            weight = size(w, l1)
            by_rate = kr * fit / (rate + 1e-8)
            by_weight = kw * fit / (weight + 1e-8)
            if kr > 0.0:
                g.addcmul_(slope(r, l1), by_rate)
            log.copy_(torch.stack([fit + by_rate * rate + by_weight * weight, fit, rate, weight]))

        def weights(w, dw, kw: float, l1: bool, log):
            # dw <- dw + the gradient of the loss by the recurrent weights, beside that through the rates
            dw.addcmul_(slope(w, l1), kw * log[1] / (log[3] + 1e-8))

        """;

    private static readonly TorchScript Script = new(Text);

    /// <summary>Fills the gradient by the rates, and a row of the log: L, F, R, S.</summary>
    /// <param name="training">The penalties.</param>
    /// <param name="network">The network.</param>
    /// <param name="sweep">A window that has been run forward.</param>
    /// <param name="target">The recorded rates, steps × trials × observed units.</param>
    /// <param name="log">Four numbers, written.</param>
    public static void ByRates(SystemIdentification training, InputSeparatedNetwork network, RateSweep sweep, Tensor target, Tensor log) =>
        Script.Call(
            "rates", sweep.Rates, target, sweep.RateGradient, network.Recurrent,
            training.RatePenalty, training.WeightPenalty, IsL1(training), log);

    /// <summary>Adds the penalty's part to the gradient by the recurrent weights.</summary>
    /// <param name="training">The penalties.</param>
    /// <param name="network">The network.</param>
    /// <param name="sweep">A window that has been run backward.</param>
    /// <param name="log">What <see cref="ByRates"/> wrote.</param>
    public static void ByWeights(SystemIdentification training, InputSeparatedNetwork network, RateSweep sweep, Tensor log)
    {
        if (training.WeightPenalty > 0)
            Script.Call("weights", network.Recurrent, sweep.RecurrentGradient, training.WeightPenalty, IsL1(training), log);
    }

    private static bool IsL1(SystemIdentification training) => training.PenaltyNorm == PenaltyNorm.L1;
}
