using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Spindle.Store;

/// <summary>What changes about a file when its content does, without reading it.</summary>
/// <param name="Identity">Device and inode; where the system does not tell, the time of birth.</param>
/// <param name="Size">The size in bytes.</param>
/// <param name="Modified">When its content last changed, in nanoseconds since 1970.</param>
/// <param name="Changed">When anything about it last changed; unlike the other it cannot be set back by a program.</param>
internal readonly partial record struct FileStamp(UInt128 Identity, long Size, long Modified, long Changed)
{
    private const int EmptyPath = 0x1000;
    private const uint BasicStatistics = 0x7ff;

    private static readonly bool HasStatx = OperatingSystem.IsLinux()
        && NativeLibrary.TryLoad("libc", typeof(FileStamp).Assembly, null, out var library)
        && NativeLibrary.TryGetExport(library, "statx", out _);

    public static FileStamp Of(SafeFileHandle file)
    {
        if (HasStatx && Statx(file, "", EmptyPath, BasicStatistics, out var found) == 0)
            return new(((UInt128)found.Device << 64) | found.Inode, (long)found.Size, found.Modified.Nanoseconds, found.Changed.Nanoseconds);
        var modified = Nanoseconds(File.GetLastWriteTimeUtc(file));
        return new((UInt128)Nanoseconds(File.GetCreationTimeUtc(file)), RandomAccess.GetLength(file), modified, modified);
    }

    /// <summary>A time in the unit of stamps.</summary>
    public static long Nanoseconds(DateTime time) => (time - DateTime.UnixEpoch).Ticks * TimeSpan.NanosecondsPerTick;

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
