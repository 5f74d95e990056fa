using Spindle.Architectures.Recurrent;
using Spindle.Contracts;
using Spindle.Tasks.Cognitive;
using Spindle.Torch;
using static TorchSharp.torch;

namespace Spindle.Probes.Trials;

/// <summary>The activity of a network's units, or of recorded neurons, over trials of one rule.</summary>
/// <param name="Rates">H, steps × trials × units, row by row.</param>
/// <param name="Steps">Steps of a trial, T.</param>
/// <param name="Trials">How many trials, B.</param>
/// <param name="Units">How many units, N.</param>
/// <param name="TimeStep">Length of one step.</param>
/// <param name="Cue">The condition of each trial: the ring channel nearest to its first stimulus.</param>
/// <param name="Conditions">How many conditions there are.</param>
/// <param name="Epochs">The parts of the trials, in steps.</param>
public sealed record TrialActivity(
    ReadOnlyMemory<float> Rates, int Steps, int Trials, int Units, Duration TimeStep, int[] Cue, int Conditions, IReadOnlyList<Epoch> Epochs)
{
    /// <summary>The activity of every unit at a step of a trial.</summary>
    public ReadOnlySpan<float> At(int step, int trial) => Rates.Span.Slice(((step * Trials) + trial) * Units, Units);

    /// <summary>The epoch of a name.</summary>
    /// <exception cref="KeyNotFoundException">There is none.</exception>
    public Epoch Epoch(string name) =>
        Epochs.FirstOrDefault(epoch => epoch.Name == name) ?? throw new KeyNotFoundException($"no epoch '{name}'");

    /// <summary>Runs a network over trials; the analyses of activity do it without input noise, those of behaviour with it.</summary>
    /// <param name="task">The task that the network was trained on.</param>
    /// <param name="network">The network.</param>
    /// <param name="batch">The trials.</param>
    /// <param name="noise">The recurrent noise.</param>
    /// <param name="device">Where to compute.</param>
    /// <returns>The activity, and the outputs at the last step, trials × outputs.</returns>
    public static (TrialActivity Activity, float[] Last) Run(
        TrialTaskSpec task, IRecurrentNetwork network, TrialBatch batch, RandomStream noise, Device device)
    {
        var layout = task.Layout();
        using var scope = NewDisposeScope();
        var inputs = TensorData.Of<float>(batch.Inputs, batch.Steps, batch.Trials, layout.Inputs).ToTensor(device);
        var (activity, outputs) = network.Run(inputs, noise);
        var rates = activity.ToData();
        var last = outputs[batch.Steps - 1].ToData().Values<float>().ToArray();
        activity.Dispose();
        outputs.Dispose();
        var floats = new float[rates.Count];
        rates.Values<float>().CopyTo(floats);
        return (new(floats, batch.Steps, batch.Trials, (int)network.Units, layout.TimeStep, batch.Cue, layout.RingUnits, batch.Epochs), last);
    }
}
