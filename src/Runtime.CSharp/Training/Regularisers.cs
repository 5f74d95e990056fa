using Spindle.Architectures;
using Spindle.Architectures.Recurrent;
using Spindle.Contracts;
using static TorchSharp.torch;

namespace Spindle.Training;

/// <summary>
/// What a training adds to the loss: λ mean |h|, λ ½ Σ h², and over weight tensors λ mean |W|, λ ½ Σ W², λ ½ Σ (W − W₀)² and, on a
/// drawn share of each, ½ Σ (0.1 (W − W₀))². Biases are left alone.
/// </summary>
public sealed class Regularisers : IDisposable
{
    private const string StartPrefix = "training.start.";

    private readonly TrialTraining training;
    private readonly ParameterVector parameters;
    private readonly Tensor? absolute, square, pull, start;

    /// <summary>Takes up the penalties of a training.</summary>
    /// <param name="training">The coefficients.</param>
    /// <param name="network">The network.</param>
    /// <param name="state">A checkpoint; where it has no W₀, its weights are that.</param>
    /// <param name="soft">Draws which weights are softly frozen, with one item a parameter.</param>
    public Regularisers(TrialTraining training, ITrainableNetwork network, IReadOnlyDictionary<string, TensorData> state, RandomStream soft)
    {
        (this.training, parameters) = (training, network.Parameters);
        using var scope = NewDisposeScope();
        if (training.L1Weights > 0) absolute = OnWeights(network, (_, count) => training.L1Weights / count);
        if (training.L2Weights > 0) square = OnWeights(network, (_, _) => training.L2Weights);
        if (!PullsBack) return;
        pull = OnWeights(network, (_, _) => training.L2Change);
        Freeze(network, soft);
        start = (state.ContainsKey(StartPrefix + parameters.Names[0])
            ? ParameterVector.Pack(parameters.Names, state, parameters.Vector.device, StartPrefix)
            : parameters.Vector.clone()).DetachFromDisposeScope();
    }

    private bool PullsBack => training.L2Change > 0 || training.PlasticShare < 1;

    /// <summary>What <see cref="ITrainableNetwork.Backward"/> is to add for every |h|, given how many numbers h has.</summary>
    public double AbsoluteActivity(long count) => training.L1Activity / count;

    /// <summary>What <see cref="ITrainableNetwork.Backward"/> is to add for every ½ h².</summary>
    public double SquareActivity => training.L2Activity;

    /// <summary>Adds the gradient of the penalties on weights.</summary>
    public void AddTo(Tensor gradient)
    {
        using var scope = NewDisposeScope();
        if (absolute is not null) gradient.addcmul_(parameters.Vector.sign(), absolute, 1);
        if (square is not null) gradient.addcmul_(parameters.Vector, square, 1);
        if (pull is not null) gradient.addcmul_(parameters.Vector - start!, pull, 1);
    }

    /// <summary>What the penalties add to the loss.</summary>
    /// <param name="size">The activity of all batches.</param>
    /// <param name="batches">How many batches there were.</param>
    public double Value(ActivitySize size, int batches)
    {
        using var scope = NewDisposeScope();
        var value = (training.L1Activity * size.Absolute / size.Count) + (training.L2Activity * 0.5 * size.Squares / batches);
        if (absolute is not null) value += (parameters.Vector.abs() * absolute).sum(float64).item<double>();
        if (square is not null) value += 0.5 * (parameters.Vector.square() * square).sum(float64).item<double>();
        if (pull is not null) value += 0.5 * ((parameters.Vector - start!).square() * pull).sum(float64).item<double>();
        return value;
    }

    /// <summary>What a state must hold of them.</summary>
    public IEnumerable<KeyValuePair<string, TensorData>> State() => start is null ? [] : parameters.Data(start, StartPrefix);

    /// <summary>Frees its tensors.</summary>
    public void Dispose()
    {
        foreach (var tensor in new[] { absolute, square, pull, start }) tensor?.Dispose();
    }

    /// <summary>A vector with a coefficient on every weight and 0 on the rest.</summary>
    private Tensor OnWeights(ITrainableNetwork network, Func<string, long, double> coefficient)
    {
        var vector = zeros_like(parameters.Vector);
        foreach (var group in network.WeightTensors)
        {
            var count = group.Sum(name => parameters[name].numel());
            foreach (var name in group) parameters.View(vector, name).fill_(coefficient(name, count));
        }
        return vector.DetachFromDisposeScope();
    }

    private void Freeze(ITrainableNetwork network, RandomStream soft)
    {
        const double Stiffness = 0.1 * 0.1;
        if (training.PlasticShare >= 1) return;
        var item = 0;
        foreach (var name in network.WeightTensors.SelectMany(group => group))
        {
            using var view = parameters.View(pull!, name);
            var numbers = soft.At(item++);
            float[] drawn = [.. Enumerable.Range(0, (int)view.numel()).Select(_ => numbers.Uniform() < training.PlasticShare ? 0f : (float)Stiffness)];
            view.add_(tensor(drawn, view.dtype, view.device).view(view.shape));
        }
    }
}
