using Spindle.Tasks.Cognitive;
using Spindle.Torch;
using static TorchSharp.torch;

namespace Spindle.Training;

/// <summary>
/// The loss of trials and its gradient by the outputs before their nonlinearity. Squared error: L = mean over steps, trials and
/// outputs of (m (y − ŷ))², entries whose m is 0 included. Cross-entropy: L = mean over steps and trials of −Σ m y ln ŷ.
/// </summary>
internal static class TrialLoss
{
    private const string Text = """
        def squared(z, y, m, dz: Optional[Tensor], log):
            output = torch.sigmoid(z)
            error = (output - y).mul_(m)
            if dz is not None:
                torch.mul(error, m, out=dz)
                dz.mul_(2.0 / error.numel())
                torch.sigmoid_backward(dz, output, grad_input=dz)
            log.copy_(error.square_().mean())

        def cross_entropy(z, y, m, dz: Optional[Tensor], log):
            share = torch.log_softmax(z, -1)
            wanted = y * m
            count = z.size(0) * z.size(1)
            log.copy_((wanted * share).sum() * (-1.0 / count))
            if dz is not None:
                dz.copy_(share.exp_().mul_(wanted.sum(-1, True)).sub_(wanted).mul_(1.0 / count))

        """;

    private static readonly TorchScript Script = new(Text);

    /// <summary>Writes the loss, and its gradient where one is wanted.</summary>
    /// <param name="objective">Which loss.</param>
    /// <param name="outputs">z, steps × trials × outputs, before the nonlinearity.</param>
    /// <param name="targets">y, steps × trials × outputs.</param>
    /// <param name="mask">m, steps × 1 × outputs.</param>
    /// <param name="gradient">Written: the gradient by <paramref name="outputs"/>; null for none.</param>
    /// <param name="log">Written: L.</param>
    public static void Of(Objective objective, Tensor outputs, Tensor targets, Tensor mask, Tensor? gradient, Tensor log) =>
        Script.Call(objective == Objective.SquaredError ? "squared" : "cross_entropy", outputs, targets, mask, gradient, log);
}
