using System.Buffers.Binary;
using System.Text;

namespace Spindle.Torch;

/// <summary>The symbol versions that a shared library asks of others (64-bit little-endian ELF, section <c>.gnu.version_r</c>).</summary>
internal static class ElfVersions
{
    private const uint Magic = 0x464C457F;
    private const uint NeededVersions = 0x6FFFFFFE;
    private const ushort Weak = 2;

    /// <summary>Lets the loader do without the versions that <paramref name="pick"/> names: it sets the flag "weak" on them.</summary>
    /// <param name="image">The library's bytes, changed in place.</param>
    /// <param name="pick">Whether a version, as <c>GLIBCXX_3.4.32</c>, may be missing.</param>
    /// <returns>How many were marked.</returns>
    public static int MarkWeak(Span<byte> image, Func<string, bool> pick)
    {
        if (image.Length < 64 || U32(image, 0) != Magic || image[4] != 2 || image[5] != 1) return 0;
        var sections = (int)U64(image, 0x28);
        int size = U16(image, 0x3A), count = U16(image, 0x3C), marked = 0;
        for (var i = 0; i < count; i++)
        {
            var section = sections + (i * size);
            if (U32(image, section + 4) != NeededVersions) continue;
            var names = (int)U64(image, sections + ((int)U32(image, section + 0x28) * size) + 0x18);
            marked += MarkSection(image, (int)U64(image, section + 0x18), names, pick);
        }
        return marked;
    }

    private static int MarkSection(Span<byte> image, int library, int names, Func<string, bool> pick)
    {
        for (var marked = 0; ; library += (int)U32(image, library + 12))
        {
            var version = library + (int)U32(image, library + 8);
            for (var left = U16(image, library + 2); left > 0; left--, version += (int)U32(image, version + 12))
            {
                var name = image[(names + (int)U32(image, version + 8))..];
                if (!pick(Encoding.ASCII.GetString(name[..name.IndexOf((byte)0)]))) continue;
                BinaryPrimitives.WriteUInt16LittleEndian(image[(version + 4)..], (ushort)(U16(image, version + 4) | Weak));
                marked++;
            }
            if (U32(image, library + 12) == 0) return marked;
        }
    }

    private static ushort U16(ReadOnlySpan<byte> image, int offset) => BinaryPrimitives.ReadUInt16LittleEndian(image[offset..]);

    private static uint U32(ReadOnlySpan<byte> image, int offset) => BinaryPrimitives.ReadUInt32LittleEndian(image[offset..]);

    private static ulong U64(ReadOnlySpan<byte> image, int offset) => BinaryPrimitives.ReadUInt64LittleEndian(image[offset..]);
}
