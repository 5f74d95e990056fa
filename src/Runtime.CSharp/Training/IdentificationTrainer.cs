using Spindle.Architectures;
using Spindle.Contracts;
using Spindle.Torch;
using static TorchSharp.torch;

namespace Spindle.Training;

/// <summary>A training under way: the network, the optimiser and the recorded data on a device.</summary>
public sealed class IdentificationTrainer : IDisposable
{
    private readonly SystemIdentification training;
    private readonly InputSeparatedNetwork network;
    private readonly RateSweep sweep;
    private readonly Adam adam;
    private readonly Tensor rates, velocity;
    private readonly long observed;

    /// <summary>Goes on from a state.</summary>
    /// <param name="architecture">The network.</param>
    /// <param name="training">The training.</param>
    /// <param name="data">Recorded <c>rates</c>, trials × steps × neurons, and <c>velocity</c>, trials × steps.</param>
    /// <param name="state">A checkpoint.</param>
    /// <param name="device">Where to compute.</param>
    public IdentificationTrainer(
        InputSeparatedRnn architecture,
        SystemIdentification training,
        IReadOnlyDictionary<string, TensorData> data,
        IReadOnlyDictionary<string, TensorData> state,
        Device device)
    {
        this.training = training;
        network = InputSeparatedNetwork.Load(architecture, state, device);
        observed = network.Observed.Count;
        (rates, velocity) = Recorded(data, network.Observed, device);
        (Steps, Trials) = (rates.shape[0], rates.shape[1]);
        sweep = new RateSweep(network, training.Window - 1, Trials);
        adam = Adam.Read(new(training.LearningRate, training.Beta1, training.Beta2, training.Epsilon), network.Parameters, state);
    }

    /// <summary>Trials of the data.</summary>
    public long Trials { get; }

    /// <summary>Steps of a trial of the data.</summary>
    public long Steps { get; }

    /// <summary>One update on the window that starts at a step.</summary>
    /// <param name="start">The step whose recorded rates the network starts from.</param>
    /// <param name="log">Four numbers, written: loss, fit, size of the rates, size of the weights.</param>
    public void Update(long start, Tensor log)
    {
        using var scope = NewDisposeScope();
        using var gradients = no_grad();
        sweep.Initial.zero_();
        sweep.Initial.narrow(1, 0, observed).copy_(rates[start]);
        var input = velocity.narrow(0, start + 1, training.Window - 1);
        sweep.Forward(input);
        IdentificationLoss.ByRates(training, network, sweep, rates.narrow(0, start + 1, training.Window - 1), log);
        sweep.Backward(input);
        IdentificationLoss.ByWeights(training, network, sweep, log);
        adam.Update(sweep.Gradient);
    }

    /// <summary>The network's and the optimiser's state.</summary>
    public IReadOnlyDictionary<string, TensorData> State()
    {
        using var scope = NewDisposeScope();
        var state = new Dictionary<string, TensorData> { ["observed"] = TensorData.Of<long>(network.Observed.ToArray(), observed) };
        foreach (var (name, data) in network.Parameters.Data(network.Parameters.Vector).Concat(adam.State(network.Parameters))) state[name] = data;
        return state;
    }

    /// <summary>Frees its tensors.</summary>
    public void Dispose()
    {
        adam.Dispose();
        sweep.Dispose();
        network.Dispose();
        rates.Dispose();
        velocity.Dispose();
    }

    /// <summary>The rates of the observed neurons and the velocity with the steps first, so that a window is one block.</summary>
    private static (Tensor Rates, Tensor Velocity) Recorded(IReadOnlyDictionary<string, TensorData> data, IReadOnlyList<long> observed, Device device)
    {
        using var scope = NewDisposeScope();
        var neurons = tensor(observed.ToArray(), device: device);
        var rates = data["rates"].AsTensor(device).index_select(2, neurons).transpose(0, 1).contiguous();
        var velocity = data["velocity"].AsTensor(device).t().contiguous().unsqueeze(2);
        return (rates.DetachFromDisposeScope(), velocity.DetachFromDisposeScope());
    }
}
