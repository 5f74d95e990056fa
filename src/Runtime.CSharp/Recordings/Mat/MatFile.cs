using System.IO.Compression;
using Spindle.Contracts;

namespace Spindle.Recordings.Mat;

/// <summary>Reads MAT files of version 5 (MATLAB's "Level 5" format, also what <c>save -v6</c> and <c>-v7</c> write; little-endian).</summary>
public static class MatFile
{
    private const int HeaderBytes = 128;

    /// <summary>The variables of a file by name.</summary>
    /// <exception cref="SpindleException">It is no such file, or is damaged.</exception>
    public static IReadOnlyDictionary<string, MatArray> Read(Stream file, CancellationToken cancellation)
    {
        if (file.CanSeek && file.Length > Array.MaxLength) throw Malformed("a file of more than 2 GiB");
        using var memory = new MemoryStream();
        file.CopyTo(memory);
        var bytes = memory.ToArray();
        if (bytes.Length < HeaderBytes || bytes[126] != 'I' || bytes[127] != 'M' || bytes[125] != 1)
            throw Malformed("no MAT file of version 5 with its least byte first; one of version 7.3 is HDF5");
        try
        {
            var variables = new Dictionary<string, MatArray>();
            var elements = new MatElements(bytes.AsMemory(HeaderBytes));
            while (elements.TryNext(out var element))
            {
                cancellation.ThrowIfCancellationRequested();
                if (element.Type == MatElement.Compressed && !new MatElements(Inflated(element.Data)).TryNext(out element)) throw Malformed("an empty compressed variable");
                if (element.Type != MatElement.Matrix) continue;
                var (name, value) = MatMatrix.Read(element.Data, 0, cancellation);
                variables[name] = value;
            }
            return variables;
        }
        catch (Exception damage) when (damage is InvalidDataException or OverflowException)
        {
            throw Malformed(damage.Message, damage);
        }
    }

    private static ReadOnlyMemory<byte> Inflated(ReadOnlyMemory<byte> data)
    {
        long greatest = Array.MaxLength;
        using var inflating = new ZLibStream(new MemoryStream(data.ToArray()), CompressionMode.Decompress);
        using var result = new MemoryStream();
        var block = new byte[1 << 16];
        for (int read; (read = inflating.Read(block)) > 0;)
        {
            if (result.Length + read >= greatest) throw new InvalidDataException("a compressed variable of more than 2 GiB");
            result.Write(block.AsSpan(0, read));
        }
        return result.ToArray();
    }

    private static SpindleException Malformed(string message, Exception? cause = null) => new(DiagnosticCodes.MalformedRecording, message, cause);
}
