using System.Text;

namespace Spindle.Recordings.Mat;

/// <summary>Reads one array of a MAT file.</summary>
internal static class MatMatrix
{
    private const int Deepest = 64;

    private static readonly string[] Classes =
        ["", "cell", "struct", "object", "char", "sparse", "double", "single", "int8", "uint8", "int16", "uint16", "int32", "uint32", "int64", "uint64", "function", "opaque"];

    /// <summary>The array and its name.</summary>
    /// <exception cref="InvalidDataException">It is damaged.</exception>
    public static (string Name, MatArray Value) Read(ReadOnlyMemory<byte> data, int depth, CancellationToken cancellation)
    {
        if (depth > Deepest) throw new InvalidDataException($"arrays more than {Deepest} deep");
        if (data.Length == 0) return ("", new MatArray.Numbers([0, 0], []));
        cancellation.ThrowIfCancellationRequested();
        var elements = new MatElements(data);
        var flags = elements.Next().Numbers();
        var kind = flags.Length == 0 ? 0 : (int)(uint)flags[0] & 0xff;
        if (kind is 0 or >= 16) return ("", new MatArray.Other([0, 0], kind < Classes.Length ? Classes[kind] : "unknown"));
        var shape = elements.Next().Numbers().Select(size => checked((int)size)).ToArray();
        var name = Encoding.Latin1.GetString(elements.Next().Data.Span);
        var count = shape.Aggregate(1L, (product, size) => size < 0 ? throw new InvalidDataException("a negative size") : checked(product * size));
        if (count > data.Length * 8L) throw new InvalidDataException($"an array of {count} elements in {data.Length} bytes");
        return (name, kind switch
        {
            1 => new MatArray.Cells(shape, Items(elements, count, depth, cancellation)),
            2 => Structure(elements, shape, count, depth, cancellation),
            4 => new MatArray.Text(shape, Characters(elements.Next(), count)),
            >= 6 and <= 15 => new MatArray.Numbers(shape, Complete(elements.Next().Numbers(), count)),
            _ => new MatArray.Other(shape, Classes[kind]),
        });
    }

    private static MatArray[] Items(MatElements elements, long count, int depth, CancellationToken cancellation)
    {
        var items = new MatArray[count];
        for (var i = 0; i < items.Length; i++) items[i] = Item(elements, depth, cancellation);
        return items;
    }

    private static MatArray Item(MatElements elements, int depth, CancellationToken cancellation)
    {
        var element = elements.Next();
        if (element.Type != MatElement.Matrix) throw new InvalidDataException($"an element of type {element.Type} where an array was expected");
        return Read(element.Data, depth + 1, cancellation).Value;
    }

    private static MatArray.Structure Structure(MatElements elements, int[] shape, long count, int depth, CancellationToken cancellation)
    {
        var length = elements.Next().Numbers() is [var number, ..] && number is >= 1 and <= 64 ? (int)number : throw new InvalidDataException("names of fields of no length");
        var text = elements.Next().Data;
        var names = Enumerable.Range(0, text.Length / length)
            .Select(i => Encoding.Latin1.GetString(text.Span.Slice(i * length, length)).TrimEnd('\0')).ToArray();
        var fields = names.Select(_ => new MatArray[count]).ToArray();
        for (var i = 0L; i < count; i++)
            foreach (var field in fields) field[i] = Item(elements, depth, cancellation);
        var found = new Dictionary<string, IReadOnlyList<MatArray>>();
        for (var i = 0; i < names.Length; i++) found[names[i].Split('\0')[0]] = fields[i];
        return new(shape, found);
    }

    private static string Characters(MatElement element, long count) => element.Type switch
    {
        16 => Encoding.UTF8.GetString(element.Data.Span),
        17 => Encoding.Unicode.GetString(element.Data.Span),
        _ => new string([.. Complete(element.Numbers(), count).Select(code => (char)(ushort)code)]),
    };

    private static double[] Complete(double[] numbers, long count) =>
        numbers.Length == count ? numbers : throw new InvalidDataException($"{numbers.Length} numbers for {count} elements");
}
