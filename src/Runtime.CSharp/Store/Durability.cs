using System.Runtime.InteropServices;

namespace Spindle.Store;

/// <summary>
/// Makes what was written survive a power cut. One call for a whole file system costs about as much as one for a single
/// file, so blobs are written unsynced and synced together before the entries that name them become visible.
/// </summary>
internal static partial class Durability
{
    private const int ReadOnly = 0;

    /// <summary>Flushes the file system that a folder lies on; where the system has no such call, nothing happens, and readers verify.</summary>
    public static void Sync(string folder)
    {
        if (!OperatingSystem.IsLinux()) return;
        var descriptor = Open(folder, ReadOnly);
        if (descriptor < 0) return;
        SyncFileSystem(descriptor);
        Close(descriptor);
    }

    [LibraryImport("libc", EntryPoint = "open", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Open(string path, int flags);

    [LibraryImport("libc", EntryPoint = "syncfs")]
    private static partial int SyncFileSystem(int descriptor);

    [LibraryImport("libc", EntryPoint = "close")]
    private static partial int Close(int descriptor);
}
