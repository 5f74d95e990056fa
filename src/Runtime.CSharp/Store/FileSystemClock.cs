namespace Spindle.Store;

/// <summary>The clock by which a file system dates its files: on a shared one that of the server, which may differ from ours.</summary>
internal static class FileSystemClock
{
    /// <summary>How far that clock is ahead of this machine's; zero where no file can be written.</summary>
    /// <param name="folders">The store whose file system is asked.</param>
    public static TimeSpan Ahead(StoreFolders folders)
    {
        if (!Directory.Exists(folders.Root)) return TimeSpan.Zero;
        try
        {
            var probe = folders.NewTemporary();
            File.WriteAllBytes(probe, []);
            var ahead = File.GetLastWriteTimeUtc(probe) - DateTime.UtcNow;
            File.Delete(probe);
            return ahead;
        }
        catch (Exception problem) when (SystemError.Is(problem))
        {
            return TimeSpan.Zero;
        }
    }
}
