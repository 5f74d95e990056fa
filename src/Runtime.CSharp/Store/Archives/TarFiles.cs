using System.Text;
using Spindle.Contracts;

namespace Spindle.Store;

/// <summary>
/// Reads the files of a tar one after the other, in the plain form (ustar, without extensions) in which archives are written.
/// Anything that a file could do beside having a name and bytes is refused: links, devices, folders, and the extended headers whose size
/// a reader would have to believe.
/// </summary>
internal sealed class TarFiles(Stream stream)
{
    private const int Block = 512;
    private const int NameLength = 100, SizeAt = 124, SumAt = 148, TypeAt = 156, LinkAt = 157, MagicAt = 257, PrefixAt = 345, PrefixLength = 155;

    private readonly byte[] header = new byte[Block];

    /// <summary>The next file's name and size; null at the end.</summary>
    /// <exception cref="SpindleException">It is no plain file, or the archive is damaged.</exception>
    public (string Name, long Size)? Next()
    {
        Fill(header);
        if (header.AsSpan().IndexOfAnyExcept((byte)0) < 0) return null;
        if (!header.AsSpan(MagicAt, 5).SequenceEqual("ustar"u8)) throw ArchiveProblem.None("it is no tar");
        if (Octal(SumAt, 8) != header.Select((value, at) => at is >= SumAt and < SumAt + 8 ? (long)' ' : value).Sum())
            throw ArchiveProblem.Damaged("the head of a file is not as it was written");
        var name = Text(0, NameLength);
        if (header[TypeAt] is not ((byte)'0' or 0) || Text(LinkAt, NameLength).Length > 0) throw ArchiveProblem.Refused($"'{Shown(name)}' is no plain file");
        if (Text(PrefixAt, PrefixLength).Length > 0) throw ArchiveProblem.Refused($"'{Shown(name)}' has a name that is too long");
        return (name, Octal(SizeAt, 12));
    }

    /// <summary>Hands the bytes of the file that was named last to a function, part by part.</summary>
    /// <exception cref="SpindleException">The archive ends before the file does.</exception>
    public void Read(long size, Action<ReadOnlySpan<byte>> take)
    {
        var buffer = new byte[1 << 16];
        for (var left = size; left > 0;)
        {
            var part = buffer.AsSpan(0, (int)Math.Min(left, buffer.Length));
            Fill(part);
            take(part);
            left -= part.Length;
        }
        Fill(header.AsSpan(0, (int)((Block - (size % Block)) % Block)));
    }

    /// <summary>A name from an archive as it may be shown.</summary>
    public static string Shown(string name) => string.Concat(name.Take(100).Select(c => char.IsControl(c) || char.IsSurrogate(c) ? '?' : c));

    private void Fill(Span<byte> part)
    {
        try
        {
            stream.ReadExactly(part);
        }
        catch (EndOfStreamException problem)
        {
            throw ArchiveProblem.Damaged("it ends in the middle", problem);
        }
        catch (Exception problem) when (problem is ZstdSharp.ZstdException or InvalidDataException)
        {
            throw ArchiveProblem.Damaged("it cannot be decompressed", problem);
        }
    }

    private string Text(int at, int length)
    {
        var field = header.AsSpan(at, length);
        var end = field.IndexOf((byte)0);
        return Encoding.Latin1.GetString(end < 0 ? field : field[..end]);
    }

    private long Octal(int at, int length)
    {
        var text = Text(at, length).Trim(' ');
        if (text.Length == 0 || text.Any(digit => digit is < '0' or > '7')) throw ArchiveProblem.Refused("a number in the head of a file is none");
        return text.Aggregate(0L, (number, digit) => (number << 3) | (uint)(digit - '0'));
    }
}
