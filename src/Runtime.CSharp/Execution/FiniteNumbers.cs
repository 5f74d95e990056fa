using System.Globalization;
using System.Numerics;
using System.Runtime.InteropServices;
using System.Text.Json.Nodes;
using Spindle.Contracts;

namespace Spindle.Execution;

/// <summary>Looks for numbers that are not finite, and names the first.</summary>
internal static class FiniteNumbers
{
    /// <summary>The path of the first number of a record that is not finite, as <c>fit.error</c>; null where there is none.</summary>
    public static string? FirstOther(JsonObject record)
    {
        var open = new Stack<(string Path, JsonNode? Node)>();
        open.Push(("", record));
        while (open.TryPop(out var item))
        {
            switch (item.Node)
            {
                case JsonObject map:
                    foreach (var (name, value) in map.Reverse()) open.Push((item.Path.Length == 0 ? name : $"{item.Path}.{name}", value));
                    break;
                case JsonArray list:
                    for (var i = list.Count - 1; i >= 0; i--) open.Push(($"{item.Path}[{i}]", list[i]));
                    break;
                case JsonValue value when IsOther(value):
                    return item.Path;
            }
        }
        return null;
    }

    /// <summary>The place of the first number of some arrays that is not finite, as <c>weights[3,5]</c>; null where there is none.</summary>
    /// <param name="tensors">The arrays.</param>
    /// <param name="gaps">Whether NaN is one that may be.</param>
    public static string? FirstOther(IReadOnlyDictionary<string, TensorData> tensors, bool gaps)
    {
        foreach (var (name, tensor) in tensors)
            if (FirstOther(tensor, gaps) is var at and >= 0) return $"{name}[{string.Join(',', Place(tensor.Shape, at))}]";
        return null;
    }

    /// <summary>The place of the first number of a table that is not finite, as <c>loss[3]</c>; null where there is none.</summary>
    /// <param name="table">The table.</param>
    /// <param name="gaps">Whether NaN is one that may be.</param>
    public static string? FirstOther(Table table, bool gaps)
    {
        foreach (var column in table.Columns.OfType<NumberColumn>())
            if (FirstOther<double>(column.Values, gaps) is var row and >= 0) return $"{column.Name}[{row.ToString(CultureInfo.InvariantCulture)}]";
        return null;
    }

    private static int FirstOther(TensorData tensor, bool gaps) => tensor.Type switch
    {
        ElementType.Float32 => FirstOther(tensor.Values<float>(), gaps),
        ElementType.Float64 => FirstOther(tensor.Values<double>(), gaps),
        _ => -1,
    };

    private static int FirstOther<T>(ReadOnlySpan<T> numbers, bool gaps) where T : unmanaged, IFloatingPoint<T>
    {
        var width = Vector<T>.Count;
        var at = 0;
        // x − x is zero for every finite number and NaN for the others: one pass at the speed of memory.
        foreach (var block in MemoryMarshal.Cast<T, Vector<T>>(numbers))
        {
            if (!Vector.EqualsAll(block - block, Vector<T>.Zero) && In(numbers.Slice(at, width)) is var inside and >= 0) return at + inside;
            at += width;
        }
        return In(numbers[at..]) is var last and >= 0 ? at + last : -1;

        int In(ReadOnlySpan<T> some)
        {
            for (var i = 0; i < some.Length; i++)
                if (!T.IsFinite(some[i]) && !(gaps && T.IsNaN(some[i]))) return i;
            return -1;
        }
    }

    private static long[] Place(IReadOnlyList<long> shape, long at)
    {
        var place = new long[shape.Count];
        for (var axis = shape.Count - 1; axis >= 0; axis--) (at, place[axis]) = Math.DivRem(at, shape[axis]);
        return place;
    }

    private static bool IsOther(JsonValue value) =>
        (value.TryGetValue<double>(out var number) && !double.IsFinite(number)) || (value.TryGetValue<float>(out var single) && !float.IsFinite(single));
}
