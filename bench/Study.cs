using Spindle.Architectures;
using Spindle.Contracts;
using Spindle.Tasks.RingAttractor;

namespace Spindle.Bench;

/// <summary>A network to train, the ring's activity to train it on, and the state to begin with.</summary>
internal sealed record Study(
    InputSeparatedRnn Network, IReadOnlyDictionary<string, TensorData> Data, IReadOnlyDictionary<string, TensorData> State)
{
    /// <summary>What the study trains: a network of so many units; with 100 none is without input.</summary>
    public static Study Of(long units, RingAttractor task)
    {
        var network = new InputSeparatedRnn { Units = units, InputUnits = 100 };
        return new(
            network,
            Make(new SimulateOperation(), "data", new() { ["task"] = task, ["split"] = "training" }),
            Make(new InitialOperation(), "state", new() { ["architecture"] = network, ["features"] = 1L, ["neurons"] = 100L }));
    }

    private static IReadOnlyDictionary<string, TensorData> Make(IOperation operation, string output, Dictionary<string, object> parameters)
    {
        var step = new Sample(parameters, new Dictionary<string, object>());
        operation.Run(step);
        return step.Tensors(output);
    }
}
