using System.Runtime.InteropServices;

namespace Spindle.Contracts;

/// <summary>The type of an array's numbers.</summary>
public enum ElementType
{
    /// <summary>32-bit floating point.</summary>
    Float32,

    /// <summary>64-bit floating point.</summary>
    Float64,

    /// <summary>64-bit integer.</summary>
    Int64,
}

/// <summary>An array of numbers in memory or in a mapped file: row-major, little-endian, no owner of its own.</summary>
/// <param name="Type">The type of its numbers.</param>
/// <param name="Shape">Its size along each axis.</param>
/// <param name="Bytes">The numbers.</param>
public sealed record TensorData(ElementType Type, IReadOnlyList<long> Shape, ReadOnlyMemory<byte> Bytes)
{
    /// <summary>The most bytes that all arrays of an artifact may have together: their file, header included, is mapped into memory as one piece.</summary>
    public const long MostBytes = int.MaxValue - (1L << 20);

    /// <summary>How many numbers it holds.</summary>
    public long Count => Shape.Aggregate(1L, (product, size) => product * size);

    /// <summary>The numbers as <typeparamref name="T"/>, without a copy.</summary>
    /// <exception cref="InvalidOperationException">The array holds another type.</exception>
    public ReadOnlySpan<T> Values<T>() where T : unmanaged
    {
        if (TypeOf<T>() != Type) throw new InvalidOperationException($"the array holds {Type}, not {typeof(T).Name}");
        return MemoryMarshal.Cast<byte, T>(Bytes.Span);
    }

    /// <summary>An array over a copy of the given numbers.</summary>
    public static TensorData Of<T>(ReadOnlySpan<T> values, params long[] shape) where T : unmanaged
    {
        var data = new TensorData(TypeOf<T>(), shape, MemoryMarshal.AsBytes(values).ToArray());
        return data.Count == values.Length ? data : throw new ArgumentException($"{values.Length} numbers do not fill {string.Join("×", shape)}");
    }

    private static ElementType TypeOf<T>() =>
        typeof(T) == typeof(float) ? ElementType.Float32
        : typeof(T) == typeof(double) ? ElementType.Float64
        : typeof(T) == typeof(long) ? ElementType.Int64
        : throw new NotSupportedException($"arrays of {typeof(T).Name}");
}
