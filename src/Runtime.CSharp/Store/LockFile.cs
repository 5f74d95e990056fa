namespace Spindle.Store;

/// <summary>A lock's file at one moment.</summary>
/// <param name="Owner">Who holds it; null where the file does not say.</param>
/// <param name="Refreshed">When its holder last showed a sign of life, by the file system's clock.</param>
internal sealed record LockFile(LockOwner? Owner, DateTime Refreshed)
{
    /// <summary>A lock whose holder has been silent for so long is taken over.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    /// <summary>A lock says whose it is at once after it was made; one that does not is of a process which died in between.</summary>
    private static readonly TimeSpan Anonymous = TimeSpan.FromSeconds(5);

    private const long MostBytes = 1 << 16;

    /// <summary>Whether the holder is gone, or has long been silent.</summary>
    /// <param name="now">The present time by the file system's clock.</param>
    public bool IsStale(DateTime now) => Owner is { IsGone: true } || now - Refreshed > (Owner is null ? Anonymous : Patience);

    /// <summary>Reads a lock; null where there is none.</summary>
    public static LockFile? Read(string path)
    {
        try
        {
            return WholeFile.Read(path, MostBytes) is var (bytes, modified) ? new(LockOwner.Read(bytes), modified) : new(null, default);
        }
        catch (Exception problem) when (SystemError.Is(problem))
        {
            return File.Exists(path) ? new(null, File.GetLastWriteTimeUtc(path)) : null;
        }
    }

    /// <summary>Creates a lock's file; false where there is one already.</summary>
    /// <exception cref="IOException">Locks cannot be written here at all.</exception>
    public static bool TryCreate(string path, LockOwner owner)
    {
        FileStream file;
        try
        {
            file = new(path, FileMode.CreateNew, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);
        }
        catch (IOException) when (File.Exists(path))
        {
            return false;
        }
        try
        {
            using (file) file.Write(owner.ToBytes());
            return true;
        }
        catch (IOException)
        {
            // A lock that does not say whose it is would be waited for until it is stale.
            File.Delete(path);
            throw;
        }
    }

    /// <summary>
    /// Removes a lock that was seen before. It is moved away first: should its holder have changed in between, it is moved
    /// back, unless yet another has come.
    /// </summary>
    /// <param name="path">The lock's file.</param>
    /// <param name="seen">The lock as it was seen.</param>
    /// <param name="folders">The store's folders.</param>
    public static void Remove(string path, LockOwner? seen, StoreFolders folders)
    {
        try
        {
            var aside = folders.NewTemporary();
            File.Move(path, aside);
            if (Read(aside)?.Owner?.Token == seen?.Token || !Publication.TryClaim(aside, path)) File.Delete(aside);
        }
        catch (Exception problem) when (SystemError.Is(problem))
        {
            // Somebody else removed it, or it stays and goes stale by itself.
        }
    }
}
