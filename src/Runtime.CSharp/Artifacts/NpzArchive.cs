using System.Globalization;
using System.IO.Compression;
using System.Text;
using Spindle.Contracts;

namespace Spindle.Artifacts;

/// <summary>Named arrays as NumPy's .npz, for <c>numpy.load</c>: stored, not deflated, and dated 1980, so that equal arrays give equal bytes.</summary>
public static class NpzArchive
{
    private static readonly DateTimeOffset FirstDateOfZip = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>Writes arrays by name.</summary>
    public static void Write(Stream stream, IReadOnlyDictionary<string, TensorData> tensors)
    {
        using var archive = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true);
        foreach (var (name, tensor) in tensors.OrderBy(tensor => tensor.Key, StringComparer.Ordinal))
        {
            var entry = archive.CreateEntry($"{name}.npy", CompressionLevel.NoCompression);
            entry.LastWriteTime = FirstDateOfZip;
            using var content = entry.Open();
            content.Write(Header(tensor));
            content.Write(tensor.Bytes.Span);
        }
    }

    /// <summary>The header of format 1.0: magic, version, length, then a Python dictionary padded to a multiple of 64 bytes.</summary>
    private static byte[] Header(TensorData tensor)
    {
        var sizes = string.Join(", ", tensor.Shape.Select(size => size.ToString(CultureInfo.InvariantCulture)));
        var shape = tensor.Shape.Count == 1 ? $"({sizes},)" : $"({sizes})";
        var text = $"{{'descr': '{TypeName(tensor.Type)}', 'fortran_order': False, 'shape': {shape}, }}";
        var padded = text.PadRight(((10 + text.Length + 1 + 63) / 64 * 64) - 11) + "\n";
        return [0x93, .. "NUMPY"u8, 1, 0, (byte)padded.Length, (byte)(padded.Length >> 8), .. Encoding.ASCII.GetBytes(padded)];
    }

    private static string TypeName(ElementType type) => type switch
    {
        ElementType.Float32 => "<f4",
        ElementType.Float64 => "<f8",
        _ => "<i8",
    };
}
