using System.Buffers.Binary;
using System.Text;

namespace Spindle.Torch;

/// <summary>
/// The dynamic symbols of shared libraries (64-bit little-endian ELF). The loader binds lazily, so a function that a
/// library lacks would end the process only when it is called; this finds it before.
/// </summary>
internal static class ElfSymbols
{
    private const uint DynamicSymbols = 11;
    private const uint SymbolVersions = 0x6FFFFFFF;
    private static readonly string[] Libraries = ["libc10.so", "libtorch_cpu.so", "libc10_cuda.so", "libtorch_cuda.so", "libtorch.so"];

    /// <summary>The names that the shim wants of libtorch and that no library of the folder offers.</summary>
    public static IReadOnlyList<string> Missing(string shim, string folder)
    {
        var offered = Libraries.Select(name => Path.Combine(folder, name)).Where(File.Exists)
            .SelectMany(Read).Where(symbol => symbol.Defined).Select(symbol => symbol.Name).ToHashSet();
        return [.. Read(shim).Where(symbol => symbol is { Defined: false, Weak: false, Versioned: false } && !offered.Contains(symbol.Name))
            .Select(symbol => symbol.Name)];
    }

    private static List<Symbol> Read(string path)
    {
        using var file = File.OpenHandle(path);
        var header = Bytes(file, 0, 64);
        int size = BinaryPrimitives.ReadUInt16LittleEndian(header.AsSpan(0x3A));
        int count = BinaryPrimitives.ReadUInt16LittleEndian(header.AsSpan(0x3C));
        var sections = Bytes(file, BinaryPrimitives.ReadInt64LittleEndian(header.AsSpan(0x28)), (long)size * count);
        byte[] symbols = [], names = [], versions = [];
        for (var i = 0; i < count; i++)
        {
            var section = sections.AsSpan(i * size, size);
            switch (BinaryPrimitives.ReadUInt32LittleEndian(section[4..]))
            {
                case DynamicSymbols:
                    symbols = Content(file, section);
                    names = Content(file, sections.AsSpan(BinaryPrimitives.ReadInt32LittleEndian(section[0x28..]) * size, size));
                    break;
                case SymbolVersions:
                    versions = Content(file, section);
                    break;
                default:
                    break;
            }
        }
        return Parse(symbols, names, versions);
    }

    private static List<Symbol> Parse(byte[] symbols, byte[] names, byte[] versions)
    {
        var result = new List<Symbol>(symbols.Length / 24);
        for (var i = 1; i < symbols.Length / 24; i++)
        {
            var entry = symbols.AsSpan(i * 24, 24);
            var name = names.AsSpan(BinaryPrimitives.ReadInt32LittleEndian(entry));
            result.Add(new(
                Encoding.ASCII.GetString(name[..name.IndexOf((byte)0)]),
                Defined: BinaryPrimitives.ReadUInt16LittleEndian(entry[6..]) != 0,
                Weak: entry[4] >> 4 == 2,
                Versioned: versions.Length > 0 && (BinaryPrimitives.ReadUInt16LittleEndian(versions.AsSpan(i * 2)) & 0x7FFF) > 1));
        }
        return result;
    }

    private static byte[] Content(Microsoft.Win32.SafeHandles.SafeFileHandle file, ReadOnlySpan<byte> section) =>
        Bytes(file, BinaryPrimitives.ReadInt64LittleEndian(section[0x18..]), BinaryPrimitives.ReadInt64LittleEndian(section[0x20..]));

    private static byte[] Bytes(Microsoft.Win32.SafeHandles.SafeFileHandle file, long offset, long length)
    {
        var bytes = new byte[length];
        var read = RandomAccess.Read(file, bytes, offset);
        return read == length ? bytes : throw new InvalidDataException("the library ends before its tables do");
    }

    /// <summary>A dynamic symbol; a versioned one belongs to a system library, as <c>memcpy@GLIBC_2.14</c>.</summary>
    private readonly record struct Symbol(string Name, bool Defined, bool Weak, bool Versioned);
}
