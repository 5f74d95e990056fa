using Spindle.Architectures;
using Spindle.Contracts;
using static TorchSharp.torch;

namespace Spindle.Training;

/// <summary>Gradient descent without momentum: p ← p − η g.</summary>
public sealed class Sgd(Tensor parameters, double rate) : IOptimiser
{
    /// <inheritdoc/>
    public void Update(Tensor gradient) => parameters.add_(gradient, alpha: -rate);

    /// <inheritdoc/>
    public IEnumerable<KeyValuePair<string, TensorData>> State(ParameterVector parameters) => [];

    /// <inheritdoc/>
    public void Dispose()
    {
    }
}
