using Spindle.Contracts;
using static TorchSharp.torch;

namespace Spindle.Architectures;

/// <summary>
/// An <see cref="InputSeparatedRnn"/> with numbers in it. All parameters lie in one vector, of which the matrices are
/// views.
/// </summary>
public sealed class InputSeparatedNetwork : IRateNetwork, IDisposable
{
    private InputSeparatedNetwork(InputSeparatedRnn spec, ParameterVector parameters, IReadOnlyList<long> observed) =>
        (Spec, Parameters, Observed) = (spec, parameters, observed);

    /// <summary>What was declared.</summary>
    public InputSeparatedRnn Spec { get; }

    /// <inheritdoc/>
    public long Units => Spec.Units;

    /// <inheritdoc/>
    public IReadOnlyList<long> Observed { get; }

    /// <summary>All parameters, one after another.</summary>
    public ParameterVector Parameters { get; }

    /// <summary>W, units × units, element [i, j] from unit i to unit j.</summary>
    public Tensor Recurrent => Parameters["recurrent"];

    /// <summary>b, units.</summary>
    public Tensor Bias => Parameters["bias"];

    /// <summary>w_in, input units × features.</summary>
    public Tensor InputWeights => Parameters["input_weights"];

    /// <summary>b_in, input units.</summary>
    public Tensor InputBias => Parameters["input_bias"];

    /// <summary>A network with the numbers of a state.</summary>
    /// <param name="spec">What was declared.</param>
    /// <param name="state">The tensors of a checkpoint.</param>
    /// <param name="device">Where it computes.</param>
    public static InputSeparatedNetwork Load(InputSeparatedRnn spec, IReadOnlyDictionary<string, TensorData> state, Device device) => new(
        spec, ParameterVector.Read(["recurrent", "bias", "input_weights", "input_bias"], state, device), state["observed"].Values<long>().ToArray());

    /// <inheritdoc/>
    public Tensor Run(Tensor velocity, Tensor initial)
    {
        using var gradients = no_grad();
        return (Tensor)RateScript.Functions.Call(
            "run", velocity, initial, Recurrent, Bias, InputWeights, InputBias, Spec.Alpha, Spec.Normalise)!;
    }

    /// <summary>Frees its tensors.</summary>
    public void Dispose() => Parameters.Dispose();
}
