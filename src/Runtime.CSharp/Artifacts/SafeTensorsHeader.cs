using System.Buffers.Binary;
using System.Text.Json;
using Spindle.Contracts;

namespace Spindle.Artifacts;

/// <summary>Reads and checks the header of a safetensors file: the arrays fill the file from end to end, without gap or overlap.</summary>
internal static class SafeTensorsHeader
{
    /// <summary>The limit that the format's reference implementation sets.</summary>
    private const int LongestHeader = 100_000_000;

    public static IReadOnlyDictionary<string, TensorData> Read(ReadOnlyMemory<byte> file)
    {
        if (file.Length < 8) throw Malformed("it is shorter than eight bytes");
        var length = BinaryPrimitives.ReadUInt64LittleEndian(file.Span);
        if (length > LongestHeader || length > (ulong)(file.Length - 8)) throw Malformed($"its header would be {length} bytes long");
        var data = file[(8 + (int)length)..];
        var arrays = new Dictionary<string, (TensorData Data, int From, int To)>();
        using var header = Parse(file.Slice(8, (int)length));
        foreach (var member in header.RootElement.EnumerateObject())
        {
            if (member.Name == "__metadata__") continue;
            if (!arrays.TryAdd(member.Name, Array(member, data))) throw Malformed($"it names '{member.Name}' twice");
        }
        RefuseGaps(arrays.Select(array => (array.Key, array.Value.From, array.Value.To)), data.Length);
        return arrays.ToDictionary(array => array.Key, array => array.Value.Data);
    }

    private static JsonDocument Parse(ReadOnlyMemory<byte> header)
    {
        try
        {
            var document = JsonDocument.Parse(header);
            return document.RootElement.ValueKind == JsonValueKind.Object ? document : throw Malformed("its header is no JSON object");
        }
        catch (JsonException error)
        {
            throw Malformed($"its header is no JSON: {error.Message}");
        }
    }

    private static (TensorData, int, int) Array(JsonProperty member, ReadOnlyMemory<byte> data)
    {
        var name = member.Name;
        if (member.Value.ValueKind != JsonValueKind.Object
            || !member.Value.TryGetProperty("dtype", out var dtype) || dtype.ValueKind != JsonValueKind.String
            || !member.Value.TryGetProperty("shape", out var sizes)
            || !member.Value.TryGetProperty("data_offsets", out var offsets))
            throw Malformed($"'{name}' lacks a dtype, a shape or data_offsets");
        var type = SafeTensors.TypeOf(dtype.GetString()!) ?? throw Malformed($"'{name}' holds {dtype}; F32, F64 and I64 can be read");
        var shape = Wholes(name, "shape", sizes);
        if (Wholes(name, "data_offsets", offsets) is not [var from, var to] || from > to || to > data.Length)
            throw Malformed($"the data_offsets of '{name}' are {offsets}, of {data.Length} bytes");
        if (SizeOf(shape, SafeTensors.SizeOf(type)) != to - from)
            throw Malformed($"'{name}' has {to - from} bytes, which do not fill {dtype} of shape {sizes}");
        return (new(type, shape, data[(int)from..(int)to]), (int)from, (int)to);
    }

    private static long[] Wholes(string name, string what, JsonElement list) =>
        list.ValueKind == JsonValueKind.Array
            ? [.. list.EnumerateArray().Select(item =>
                item.ValueKind == JsonValueKind.Number && item.TryGetInt64(out var whole) && whole >= 0
                    ? whole : throw Malformed($"the {what} of '{name}' holds {item}"))]
            : throw Malformed($"the {what} of '{name}' is no list");

    private static long SizeOf(long[] shape, long element)
    {
        if (shape.Contains(0)) return 0;
        var size = (Int128)element;
        foreach (var length in shape)
        {
            size *= length;
            if (size > long.MaxValue) return long.MaxValue;
        }
        return (long)size;
    }

    private static void RefuseGaps(IEnumerable<(string Name, int From, int To)> arrays, int length)
    {
        var end = 0;
        foreach (var (name, from, to) in arrays.OrderBy(array => array.From).ThenBy(array => array.To))
        {
            if (from != end) throw Malformed($"'{name}' starts at {from}, where {end} was expected");
            end = to;
        }
        if (end != length) throw Malformed($"its arrays end at {end} of {length} bytes");
    }

    private static FormatException Malformed(string reason) => new($"not a safetensors file: {reason}");
}
