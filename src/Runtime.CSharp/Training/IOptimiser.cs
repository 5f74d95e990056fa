using Spindle.Architectures;
using Spindle.Contracts;
using static TorchSharp.torch;

namespace Spindle.Training;

/// <summary>Changes parameters by their gradient.</summary>
public interface IOptimiser : IDisposable
{
    /// <summary>One update with a gradient of the parameters' layout.</summary>
    void Update(Tensor gradient);

    /// <summary>What it needs to go on, by the names that it has in a state.</summary>
    /// <param name="parameters">What it optimises.</param>
    IEnumerable<KeyValuePair<string, TensorData>> State(ParameterVector parameters);
}
