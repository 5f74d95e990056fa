using Spindle.Architectures;
using Spindle.Contracts;
using Spindle.Torch;
using static TorchSharp.torch;

namespace Spindle.Probes;

/// <summary>A trained network as a predictor: its observed units start with the teacher's rates, all others with 0.</summary>
internal sealed class NetworkPredictor : IPredictor, IDisposable
{
    private readonly InputSeparatedNetwork network;
    private readonly SimulatedTrials simulation;
    private readonly Device device;

    /// <summary>Loads a network's state for predicting a simulation.</summary>
    public NetworkPredictor(
        InputSeparatedRnn architecture, IReadOnlyDictionary<string, TensorData> state, string device, SimulatedTrials simulation)
    {
        this.simulation = simulation;
        this.device = TorchDevice.Of(device);
        set_num_threads(1);
        network = InputSeparatedNetwork.Load(architecture, state, this.device);
    }

    /// <inheritdoc/>
    public int Units => (int)network.Units;

    /// <inheritdoc/>
    public Prediction Run(IReadOnlyList<TrialStart> starts, int steps)
    {
        using var scope = NewDisposeScope();
        var rates = network.Run(Velocity(starts, steps).ToTensor(device), Initial(starts).ToTensor(device)).ToData();
        return new(rates, starts.Count, Units);
    }

    /// <summary>Frees the network.</summary>
    public void Dispose() => network.Dispose();

    private TensorData Initial(IReadOnlyList<TrialStart> starts)
    {
        var values = new float[starts.Count * Units];
        for (var start = 0; start < starts.Count; start++)
        {
            var rates = simulation.Rates(starts[start].Trial, starts[start].Step);
            for (var unit = 0; unit < network.Observed.Count; unit++) values[(start * Units) + unit] = rates[(int)network.Observed[unit]];
        }
        return TensorData.Of<float>(values, starts.Count, Units);
    }

    private TensorData Velocity(IReadOnlyList<TrialStart> starts, int steps)
    {
        var values = new float[steps * starts.Count];
        for (var step = 0; step < steps; step++)
        {
            for (var start = 0; start < starts.Count; start++)
                values[(step * starts.Count) + start] = simulation.Velocity(starts[start].Trial, starts[start].Step + step + 1);
        }
        return TensorData.Of<float>(values, steps, starts.Count, 1);
    }
}
