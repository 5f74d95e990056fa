using System.Buffers.Binary;
using System.Text;
using System.Text.Json.Nodes;
using Spindle.Contracts;
using Spindle.Plans;

namespace Spindle.Artifacts;

/// <summary>
/// Named arrays as safetensors: the header's length in eight bytes, a JSON header, then the numbers, little-endian.
/// Equal arrays give equal bytes: names are sorted, nothing tells of time or place.
/// </summary>
/// <remarks>
/// The header is padded with spaces so that the numbers begin at a multiple of 64 bytes, and wider types come first: where the
/// file is mapped into memory every array is aligned, and the first one as libtorch aligns its own.
/// </remarks>
public static class SafeTensors
{
    private const int Alignment = 64;

    /// <summary>Writes arrays by name.</summary>
    /// <exception cref="ArgumentException">An array does not fill its shape, or together they have more bytes than <see cref="TensorData.MostBytes"/>; nothing is written.</exception>
    public static void Write(Stream stream, IReadOnlyDictionary<string, TensorData> tensors)
    {
        var ordered = tensors.OrderByDescending(tensor => SizeOf(tensor.Value.Type)).ThenBy(tensor => tensor.Key, StringComparer.Ordinal).ToList();
        var header = new JsonObject();
        var offset = 0L;
        foreach (var (name, tensor) in ordered)
        {
            if (tensor.Bytes.Length != tensor.Count * SizeOf(tensor.Type))
                throw new ArgumentException($"'{name}' has {tensor.Bytes.Length} bytes, which do not fill its shape", nameof(tensors));
            header[name] = new JsonObject
            {
                ["dtype"] = NameOf(tensor.Type),
                ["shape"] = new JsonArray([.. tensor.Shape.Select(size => (JsonNode)size)]),
                ["data_offsets"] = new JsonArray(offset, offset + tensor.Bytes.Length),
            };
            offset += tensor.Bytes.Length;
        }
        if (offset > TensorData.MostBytes)
            throw new ArgumentException($"the arrays have {offset} bytes together, and one file of tensors holds at most {TensorData.MostBytes}", nameof(tensors));
        WriteHeader(stream, CanonicalJson.Write(header));
        foreach (var (_, tensor) in ordered) stream.Write(tensor.Bytes.Span);
    }

    /// <summary>The arrays of a file, by name, as views of its bytes.</summary>
    /// <exception cref="FormatException">The bytes are not a well-formed file, or hold a type that Spindle does not use.</exception>
    public static IReadOnlyDictionary<string, TensorData> Read(ReadOnlyMemory<byte> file) => SafeTensorsHeader.Read(file);

    internal static int SizeOf(ElementType type) => type == ElementType.Float32 ? 4 : 8;

    internal static ElementType? TypeOf(string name) => name switch
    {
        "F32" => ElementType.Float32,
        "F64" => ElementType.Float64,
        "I64" => ElementType.Int64,
        _ => null,
    };

    private static string NameOf(ElementType type) => type switch
    {
        ElementType.Float32 => "F32",
        ElementType.Float64 => "F64",
        _ => "I64",
    };

    private static void WriteHeader(Stream stream, string json)
    {
        var text = Encoding.UTF8.GetBytes(json);
        var padded = (8 + text.Length + Alignment - 1) / Alignment * Alignment - 8;
        var header = new byte[8 + padded];
        BinaryPrimitives.WriteUInt64LittleEndian(header, (ulong)padded);
        text.CopyTo(header, 8);
        header.AsSpan(8 + text.Length).Fill((byte)' ');
        stream.Write(header);
    }
}
