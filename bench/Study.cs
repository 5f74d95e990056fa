using Spindle.Architectures;
using Spindle.Contracts;
using Spindle.Tasks.RingAttractor;

namespace Spindle.Bench;

/// <summary>A network to train, the ring's activity to train it on, and the state to begin with.</summary>
internal sealed record Study(InputSeparatedRnn Network, IReadOnlyDictionary<string, TensorData> Data, IReadOnlyDictionary<string, TensorData> State)
{
    /// <summary>What the study trains: a network of so many units; with 100 none is without input.</summary>
    public static Study Of(long units, RingAttractor task)
    {
        var network = new InputSeparatedRnn { Units = units, InputUnits = 100 };
        return new(
            network,
            Sample.Tensors(new SimulateOperation(), "data", new Dictionary<string, object> { ["task"] = task, ["split"] = "training" }),
            Sample.Tensors(new InitialOperation(), "state", new Dictionary<string, object> { ["architecture"] = network, ["features"] = 1L, ["neurons"] = 100L }));
    }
}
