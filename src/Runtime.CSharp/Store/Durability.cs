using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Spindle.Store;

/// <summary>Makes what was written survive a power cut.</summary>
/// <remarks>
/// A few files are flushed one by one; for many, one call for the whole file system costs about as much as one for a
/// single file. Where the system has no such call each file is flushed.
/// </remarks>
internal static partial class Durability
{
    private const int FewFiles = 4;
    private const int CloseOnExecute = 0x80000;

    /// <summary>Flushes files; one that is gone meanwhile needs no flushing.</summary>
    public static void Sync(IReadOnlyCollection<string> files, string root)
    {
        if (files.Count > FewFiles && SyncFileSystem(root)) return;
        foreach (var file in files)
        {
            try
            {
                using var handle = File.OpenHandle(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
                RandomAccess.FlushToDisk(handle);
            }
            catch (Exception problem) when (SystemError.IsAbsence(problem))
            {
            }
        }
    }

    /// <summary>Flushes the whole file system that a folder lies on, names and all; false where the system has no such call.</summary>
    public static bool SyncFileSystem(string folder)
    {
        if (!OperatingSystem.IsLinux()) return false;
        using var handle = new SafeFileHandle(Open(folder, CloseOnExecute), ownsHandle: true);
        return !handle.IsInvalid && SyncFs(handle) == 0;
    }

    [LibraryImport("libc", EntryPoint = "open", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Open(string path, int flags);

    [LibraryImport("libc", EntryPoint = "syncfs")]
    private static partial int SyncFs(SafeFileHandle descriptor);
}
