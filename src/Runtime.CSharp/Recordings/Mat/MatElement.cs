using System.Buffers.Binary;

namespace Spindle.Recordings.Mat;

/// <summary>One tagged piece of a MAT file.</summary>
/// <param name="Type">What it holds.</param>
/// <param name="Data">Its bytes.</param>
internal readonly record struct MatElement(int Type, ReadOnlyMemory<byte> Data)
{
    /// <summary>An array.</summary>
    public const int Matrix = 14;

    /// <summary>An element, deflated.</summary>
    public const int Compressed = 15;

    private static readonly int[] Sizes = [0, 1, 1, 2, 2, 4, 4, 4, 0, 8, 0, 0, 8, 8, 0, 0, 1, 2, 4];

    /// <summary>Its numbers, widened.</summary>
    /// <exception cref="InvalidDataException">It holds none.</exception>
    public double[] Numbers()
    {
        var size = Type is > 0 and < 19 ? Sizes[Type] : 0;
        if (size == 0) throw new InvalidDataException($"an element of type {Type} where numbers were expected");
        var bytes = Data.Span;
        var numbers = new double[bytes.Length / size];
        for (var i = 0; i < numbers.Length; i++)
        {
            var at = bytes.Slice(i * size, size);
            numbers[i] = Type switch
            {
                1 => (sbyte)at[0],
                2 or 16 => at[0],
                3 => BinaryPrimitives.ReadInt16LittleEndian(at),
                4 or 17 => BinaryPrimitives.ReadUInt16LittleEndian(at),
                5 => BinaryPrimitives.ReadInt32LittleEndian(at),
                6 or 18 => BinaryPrimitives.ReadUInt32LittleEndian(at),
                7 => BinaryPrimitives.ReadSingleLittleEndian(at),
                9 => BinaryPrimitives.ReadDoubleLittleEndian(at),
                12 => BinaryPrimitives.ReadInt64LittleEndian(at),
                _ => BinaryPrimitives.ReadUInt64LittleEndian(at),
            };
        }
        return numbers;
    }
}

/// <summary>Walks over the elements of a piece of a MAT file.</summary>
/// <param name="bytes">The piece.</param>
internal sealed class MatElements(ReadOnlyMemory<byte> bytes)
{
    private int at;

    /// <summary>The next element; false at the end.</summary>
    /// <exception cref="InvalidDataException">An element goes beyond the end.</exception>
    public bool TryNext(out MatElement element)
    {
        element = default;
        if (bytes.Length - at < 8) return false;
        var tag = BinaryPrimitives.ReadUInt32LittleEndian(bytes.Span[at..]);
        // A tag of four bytes holds its size in the upper half, with up to four bytes of data behind it.
        var (type, size, data, end) = tag >> 16 != 0
            ? ((int)(tag & 0xffff), tag >> 16, at + 4, at + 8L)
            : ((int)tag, BinaryPrimitives.ReadUInt32LittleEndian(bytes.Span[(at + 4)..]), at + 8, 0L);
        if (size > bytes.Length - data || (end != 0 && size > 4)) throw new InvalidDataException("an element that goes beyond its end");
        if (end == 0) end = data + (type == MatElement.Compressed ? size : (size + 7L) / 8 * 8);
        element = new(type, bytes.Slice(data, (int)size));
        at = (int)Math.Min(end, bytes.Length);
        return true;
    }

    /// <summary>The next element, which must be there.</summary>
    /// <exception cref="InvalidDataException">It is not.</exception>
    public MatElement Next() => TryNext(out var element) ? element : throw new InvalidDataException("an array that ends early");
}
