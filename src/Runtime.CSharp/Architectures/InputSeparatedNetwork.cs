using Spindle.Contracts;
using Spindle.Torch;
using static TorchSharp.torch;

namespace Spindle.Architectures;

/// <summary>
/// An <see cref="InputSeparatedRnn"/> with numbers in it. All parameters lie in one vector, so that an optimiser sees one
/// tensor; the matrices are views of it.
/// </summary>
public sealed class InputSeparatedNetwork : IRateNetwork, IDisposable
{
    /// <summary>The names of the parameters in a state, in the order in which they lie in the vector.</summary>
    public static readonly IReadOnlyList<string> ParameterNames = ["recurrent", "bias", "input_weights", "input_bias"];

    private readonly IReadOnlyList<long[]> shapes;

    private InputSeparatedNetwork(InputSeparatedRnn spec, IReadOnlyList<long[]> shapes, Tensor parameters, IReadOnlyList<long> observed)
    {
        (Spec, this.shapes, Parameters, Observed) = (spec, shapes, parameters, observed);
        var views = Views(parameters);
        (Recurrent, Bias, InputWeights, InputBias) = (views[0], views[1], views[2], views[3]);
    }

    /// <summary>What was declared.</summary>
    public InputSeparatedRnn Spec { get; }

    /// <inheritdoc/>
    public long Units => Spec.Units;

    /// <inheritdoc/>
    public IReadOnlyList<long> Observed { get; }

    /// <summary>All parameters, one after another.</summary>
    public Tensor Parameters { get; }

    /// <summary>W, units × units, element [i, j] from unit i to unit j.</summary>
    public Tensor Recurrent { get; }

    /// <summary>b, units.</summary>
    public Tensor Bias { get; }

    /// <summary>w_in, input units × features.</summary>
    public Tensor InputWeights { get; }

    /// <summary>b_in, input units.</summary>
    public Tensor InputBias { get; }

    /// <summary>A network with the numbers of a state.</summary>
    /// <param name="spec">What was declared.</param>
    /// <param name="state">The tensors of a checkpoint.</param>
    /// <param name="device">Where it computes.</param>
    public static InputSeparatedNetwork Load(InputSeparatedRnn spec, IReadOnlyDictionary<string, TensorData> state, Device device)
    {
        TorchNative.Load();
        return new(
            spec,
            [.. ParameterNames.Select(name => state[name].Shape.ToArray())],
            Pack([.. ParameterNames.Select(name => state[name])], device),
            state["observed"].Values<long>().ToArray());
    }

    /// <summary>One vector with the numbers of several arrays.</summary>
    public static Tensor Pack(IReadOnlyList<TensorData> arrays, Device device)
    {
        using var scope = NewDisposeScope();
        return cat([.. arrays.Select(array => array.AsTensor(device).view(-1))]).DetachFromDisposeScope();
    }

    /// <summary>A vector laid out as <see cref="Parameters"/>, seen as the single parameters, in order.</summary>
    public IReadOnlyList<Tensor> Views(Tensor vector)
    {
        var views = new List<Tensor>(shapes.Count);
        var first = 0L;
        foreach (var shape in shapes)
        {
            var count = shape.Aggregate(1L, (product, size) => product * size);
            using var part = vector.narrow(0, first, count);
            views.Add(part.view(shape));
            first += count;
        }
        return views;
    }

    /// <inheritdoc/>
    public Tensor Run(Tensor velocity, Tensor initial)
    {
        using var gradients = no_grad();
        return (Tensor)RateScript.Functions.Call(
            "run", velocity, initial, Recurrent, Bias, InputWeights, InputBias, Spec.Alpha, Spec.Normalise)!;
    }

    /// <summary>Frees its tensors.</summary>
    public void Dispose()
    {
        foreach (var tensor in new[] { Recurrent, Bias, InputWeights, InputBias, Parameters }) tensor.Dispose();
    }
}
