using Spindle.Contracts;
using Spindle.Torch;
using static TorchSharp.torch;

namespace Spindle.Architectures;

/// <summary>Named parameters that lie in one vector, one after another, so that an optimiser sees one tensor.</summary>
public sealed class ParameterVector : IDisposable
{
    private readonly IReadOnlyList<Tensor> views;

    private ParameterVector(IReadOnlyList<string> names, IReadOnlyList<long[]> shapes, Tensor vector)
    {
        (Names, Shapes, Vector) = (names, shapes, vector);
        views = Views(vector);
    }

    /// <summary>The parameters' names, in the order in which they lie.</summary>
    public IReadOnlyList<string> Names { get; }

    /// <summary>The parameters' shapes, in the same order.</summary>
    public IReadOnlyList<long[]> Shapes { get; }

    /// <summary>All of them.</summary>
    public Tensor Vector { get; }

    /// <summary>A parameter, as a view.</summary>
    public Tensor this[string name] => views[At(name)];

    /// <summary>Reads the parameters of a state.</summary>
    /// <param name="names">Which, in which order.</param>
    /// <param name="state">The tensors of a checkpoint.</param>
    /// <param name="device">Where they shall lie.</param>
    /// <param name="prefix">What precedes every name in the state.</param>
    public static ParameterVector Read(
        IReadOnlyList<string> names, IReadOnlyDictionary<string, TensorData> state, Device device, string prefix = "")
    {
        long[][] shapes = [.. names.Select(name => state[prefix + name].Shape.ToArray())];
        return new(names, shapes, Pack(names, state, device, prefix));
    }

    /// <summary>One vector with the numbers of named arrays of a state, in order; the caller frees it.</summary>
    public static Tensor Pack(IReadOnlyList<string> names, IReadOnlyDictionary<string, TensorData> state, Device device, string prefix = "")
    {
        TorchNative.Load();
        using var scope = NewDisposeScope();
        return cat([.. names.Select(name => state[prefix + name].AsTensor(device).view(-1))]).DetachFromDisposeScope();
    }

    /// <summary>A vector of the same layout, seen as the single parameters, in order; the caller frees the views.</summary>
    public IReadOnlyList<Tensor> Views(Tensor vector)
    {
        using var outside = NewDisposeScope();
        var parts = new List<Tensor>(Shapes.Count);
        for (var at = 0; at < Shapes.Count; at++)
            parts.Add(vector.narrow(0, Start(at), Count(Shapes[at])).view(Shapes[at]).DetachFromDisposeScope());
        return parts;
    }

    /// <summary>The view of one parameter in a vector of the same layout; the caller frees it.</summary>
    public Tensor View(Tensor vector, string name)
    {
        using var part = vector.narrow(0, Start(At(name)), Count(Shapes[At(name)]));
        return part.view(Shapes[At(name)]);
    }

    /// <summary>
    /// Parameters that follow each other and have rows of one length, seen as one matrix of a vector of the same layout; the
    /// caller frees it.
    /// </summary>
    public Tensor Rows(Tensor vector, string first, string last)
    {
        var (from, to, columns) = (Start(At(first)), Start(At(last) + 1), Shapes[At(first)][^1]);
        using var part = vector.narrow(0, from, to - from);
        return part.view((to - from) / columns, columns);
    }

    /// <summary>The parts of a vector of the same layout as artifacts, each name preceded by a prefix.</summary>
    public IEnumerable<KeyValuePair<string, TensorData>> Data(Tensor vector, string prefix = "")
    {
        for (var at = 0; at < Names.Count; at++)
        {
            using var view = View(vector, Names[at]);
            yield return new(prefix + Names[at], view.ToData());
        }
    }

    /// <summary>Frees the vector.</summary>
    public void Dispose()
    {
        foreach (var view in views) view.Dispose();
        Vector.Dispose();
    }

    private int At(string name)
    {
        for (var at = 0; at < Names.Count; at++)
        {
            if (Names[at] == name) return at;
        }
        throw new KeyNotFoundException($"no parameter '{name}'");
    }

    private long Start(int at) => Shapes.Take(at).Sum(Count);

    private static long Count(long[] shape) => shape.Aggregate(1L, (product, size) => product * size);
}
