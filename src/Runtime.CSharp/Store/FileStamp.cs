using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.Json.Nodes;
using Microsoft.Win32.SafeHandles;

namespace Spindle.Store;

/// <summary>What changes about a file when its content does, without reading it.</summary>
/// <param name="Identity">Device and inode; where the system does not tell, the time of birth.</param>
/// <param name="Size">The size in bytes.</param>
/// <param name="Modified">When its content last changed, in nanoseconds since 1970.</param>
/// <param name="Changed">When anything about it last changed; unlike the other it cannot be set back by a program.</param>
public readonly partial record struct FileStamp(UInt128 Identity, long Size, long Modified, long Changed)
{
    private const int EmptyPath = 0x1000;
    private const uint BasicStatistics = 0x7ff;

    private static readonly bool HasStatx = OperatingSystem.IsLinux()
        && NativeLibrary.TryLoad("libc", typeof(FileStamp).Assembly, null, out var library)
        && NativeLibrary.TryGetExport(library, "statx", out _);

    /// <summary>Whether the system tells all of it.</summary>
    internal static bool IsExact => HasStatx;

    /// <summary>What an open file looks like.</summary>
    internal static FileStamp Of(SafeFileHandle file)
    {
        if (HasStatx && Statx(file, "", EmptyPath, BasicStatistics, out var found) == 0)
            return new(((UInt128)found.Device << 64) | found.Inode, (long)found.Size, found.Modified.Nanoseconds, found.Changed.Nanoseconds);
        var modified = Nanoseconds(File.GetLastWriteTimeUtc(file));
        return new((UInt128)Nanoseconds(File.GetCreationTimeUtc(file)), RandomAccess.GetLength(file), modified, modified);
    }

    /// <summary>A time in the unit of stamps.</summary>
    internal static long Nanoseconds(DateTime time) => (time - DateTime.UnixEpoch).Ticks * TimeSpan.NanosecondsPerTick;

    /// <summary>A stamp as plain data; its numbers are larger than every reader of JSON keeps.</summary>
    internal JsonObject ToJson() => new()
    {
        ["identity"] = Identity.ToString(CultureInfo.InvariantCulture),
        ["size"] = Size,
        ["modified"] = Modified.ToString(CultureInfo.InvariantCulture),
        ["changed"] = Changed.ToString(CultureInfo.InvariantCulture),
    };

    /// <summary>Reads a stamp back; see <see cref="JsonFields.IsMisfit"/> for what is thrown where it is none.</summary>
    internal static FileStamp Read(JsonNode json) => new(
        UInt128.Parse(json.Text("identity"), CultureInfo.InvariantCulture),
        json.Whole("size"),
        long.Parse(json.Text("modified"), CultureInfo.InvariantCulture),
        long.Parse(json.Text("changed"), CultureInfo.InvariantCulture));

    [LibraryImport("libc", EntryPoint = "statx", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Statx(SafeFileHandle file, string path, int flags, uint mask, out Statistics found);

    /// <summary>The parts that are read of <c>struct statx</c>, which is laid out alike on every architecture.</summary>
    [StructLayout(LayoutKind.Explicit, Size = 256)]
    private struct Statistics
    {
        [FieldOffset(32)] public ulong Inode;
        [FieldOffset(40)] public ulong Size;
        [FieldOffset(96)] public Time Changed;
        [FieldOffset(112)] public Time Modified;
        [FieldOffset(136)] public ulong Device;
    }

    [StructLayout(LayoutKind.Sequential)]
    private struct Time
    {
        public long Seconds;
        public uint Fraction;
        public int Reserved;

        public readonly long Nanoseconds => Seconds * 1_000_000_000 + Fraction;
    }
}
