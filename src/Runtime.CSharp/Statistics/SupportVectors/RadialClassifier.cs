using Spindle.Torch;
using static TorchSharp.torch;

namespace Spindle.Statistics.SupportVectors;

/// <summary>
/// A support vector machine with the kernel exp(−γ‖x − y‖²), γ = 1 / (features · Var X) of the training samples, one machine for
/// every pair of classes: scikit-learn's <c>SVC(C, gamma="scale")</c>. Kernels come from matrix products, in double precision, on
/// the CPU.
/// </summary>
public sealed class RadialClassifier : IDisposable
{
    private readonly Tensor training, lengths, weights;
    private readonly OneVersusOne machines;

    /// <summary>Trains.</summary>
    /// <param name="samples">Samples × features, float64.</param>
    /// <param name="labels">The class of each sample, 0 … classes − 1.</param>
    /// <param name="classes">How many classes, each with a sample.</param>
    /// <param name="cost">C.</param>
    public RadialClassifier(Tensor samples, int[] labels, int classes, double cost)
    {
        using var scope = NewDisposeScope();
        training = samples.clone().DetachFromDisposeScope();
        var variance = (samples - samples.mean()).square().mean().item<double>();
        Gamma = variance > 0 ? 1 / (samples.shape[1] * variance) : 1;
        lengths = (training * training).sum(1).DetachFromDisposeScope();
        machines = OneVersusOne.Train(Kernel(training).data<double>().ToArray(), labels, classes, cost);
        weights = TensorExchange.Copied(machines.Weights, machines.Samples, machines.Pairs).DetachFromDisposeScope();
    }

    /// <summary>γ.</summary>
    public double Gamma { get; }

    /// <summary>The classes of other samples.</summary>
    /// <param name="samples">Samples × features, float64.</param>
    public int[] Predict(Tensor samples)
    {
        var (sums, pairs) = (Sums(samples), machines.Pairs);
        var classes = new int[sums.Length / pairs];
        for (var sample = 0; sample < classes.Length; sample++) classes[sample] = machines.Winner(sums.AsSpan(sample * pairs, pairs));
        return classes;
    }

    /// <summary>The decisions of all pairs of classes, samples × pairs; positive for the first class of the pair.</summary>
    public double[] Decisions(Tensor samples) => [.. Sums(samples).Select((sum, at) => sum - machines.Offsets[at % machines.Pairs])];

    /// <inheritdoc/>
    public void Dispose()
    {
        training.Dispose();
        lengths.Dispose();
        weights.Dispose();
    }

    private double[] Sums(Tensor samples)
    {
        using var temporary = NewDisposeScope();
        return Kernel(samples).mm(weights).data<double>().ToArray();
    }

    private Tensor Kernel(Tensor samples)
    {
        var own = (samples * samples).sum(1, keepdim: true);
        return addmm(own + lengths, samples, training.t(), 1, -2).clamp_(min: 0).mul_(-Gamma).exp_();
    }
}
