using System.Collections.Concurrent;
using Spindle.Contracts;
using Spindle.Plans;

namespace Spindle.Store;

/// <summary>
/// Content-addressed files and the index from step keys to them. Plain files, no server: several processes on several hosts
/// may use one store. A hit is an entry that reads back and whose every blob is there; anything else is a miss.
/// </summary>
public sealed class ContentStore
{
    private static readonly TimeSpan GroupTime = TimeSpan.FromMilliseconds(100);
    private const int GroupSize = 50;

    private readonly Action<StoreWarning> warn;
    private readonly ConcurrentDictionary<Digest, (long Size, DateTime Written)> verified = [];
    private readonly Dictionary<Digest, StepEntry> waiting = [];
    private readonly Lock group = new();
    private readonly Timer timer;
    private DateTime lastSync = DateTime.MinValue;

    private ContentStore(string root, Action<StoreWarning> warn)
    {
        Folders = new(root);
        this.warn = warn;
        timer = new(_ => FlushQuietly(), null, Timeout.Infinite, Timeout.Infinite);
    }

    /// <summary>The store's folder.</summary>
    public string Root => Folders.Root;

    internal StoreFolders Folders { get; }

    /// <summary>Opens a store, making its folders where there are none.</summary>
    /// <param name="root">The store's folder.</param>
    /// <param name="warn">Hears what the store meets and mends; null to ignore it.</param>
    /// <exception cref="StoreException">The folder cannot be made or written.</exception>
    public static ContentStore Open(string root, Action<StoreWarning>? warn = null)
    {
        var store = new ContentStore(Path.GetFullPath(root), warn ?? (_ => { }));
        StoreException.Guard($"opening the store '{store.Root}'", store.Folders.Create);
        return store;
    }

    /// <summary>A blob to write.</summary>
    /// <exception cref="StoreException">There is no room, or no permission.</exception>
    public PendingBlob NewBlob() => new(this);

    /// <summary>The result of a step, where it is known and whole; null where it must be computed.</summary>
    public StepEntry? Find(Digest key)
    {
        lock (group)
        {
            if (waiting.TryGetValue(key, out var pending)) return pending;
        }
        return ReadEntry(key) is { } entry && entry.Outputs.All(IsPresent) ? entry : null;
    }

    /// <summary>The entry of a key as it stands, whether or not its blobs are there: for explanations.</summary>
    public StepEntry? Recall(Digest key)
    {
        lock (group)
        {
            if (waiting.TryGetValue(key, out var pending)) return pending;
        }
        return ReadEntry(key);
    }

    /// <summary>
    /// Keeps the result of a step. Where the store has one already it stays, and a difference is told. Entries become visible
    /// to other processes after their blobs are safe on disk: at once, or within a tenth of a second when many come together.
    /// </summary>
    /// <returns>The entry that stands.</returns>
    /// <exception cref="StoreException">There is no room, or no permission.</exception>
    public StepEntry Commit(StepEntry entry)
    {
        if (Find(entry.Key) is { } standing)
        {
            if (!standing.Agrees(entry)) warn(Disagreement(standing, entry));
            return standing;
        }
        bool now;
        lock (group)
        {
            waiting[entry.Key] = entry;
            now = waiting.Count >= GroupSize || DateTime.UtcNow - lastSync > GroupTime;
            if (!now) timer.Change(GroupTime, Timeout.InfiniteTimeSpan);
        }
        if (now) Flush();
        return entry;
    }

    /// <summary>Makes every committed entry durable and visible.</summary>
    /// <exception cref="StoreException">There is no room, or no permission.</exception>
    public void Flush()
    {
        lock (group)
        {
            if (waiting.Count == 0) return;
            Durability.Sync(Root);
            foreach (var entry in waiting.Values.ToList())
            {
                StoreException.Guard("writing to the store", () => WriteEntry(entry));
                waiting.Remove(entry.Key);
            }
            lastSync = DateTime.UtcNow;
        }
    }

    /// <summary>The content of an output, verified against its digest at the first reading.</summary>
    /// <exception cref="StoreException">The content is missing, or was damaged and has been set aside; its maker must run again.</exception>
    public BlobContent Open(StoredOutput output)
    {
        var path = Folders.Blob(output.Digest);
        return StoreException.Guard("reading the store", () =>
        {
            if (!File.Exists(path)) throw new StoreException(DiagnosticCodes.BlobMissing, $"the content of '{output.Name}' is no longer in the store");
            if (!Verify(output.Digest, output.Size))
                throw new StoreException(DiagnosticCodes.BlobDamaged, $"the content of '{output.Name}' was damaged and has been set aside");
            return new BlobContent(path);
        });
    }

    internal void Adopt(string temporary, Digest digest, long size)
    {
        var place = Folders.Blob(digest);
        if (File.Exists(place) && Verify(digest, size)) return;
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(temporary, UnixFileMode.UserRead | UnixFileMode.GroupRead | UnixFileMode.OtherRead);
        StoreFolders.Publish(temporary, place);
        verified[digest] = (size, File.GetLastWriteTimeUtc(place));
    }

    /// <summary>Whether a blob's bytes are those of its name; if not, it is set aside and told.</summary>
    internal bool Verify(Digest digest, long size)
    {
        var path = Folders.Blob(digest);
        var file = new FileInfo(path);
        if (!file.Exists) return false;
        var state = (file.Length, file.LastWriteTimeUtc);
        if (verified.TryGetValue(digest, out var before) && before == state) return true;
        if (file.Length == size && Hash(path) == digest)
        {
            verified[digest] = state;
            return true;
        }
        Folders.SetAside(path);
        warn(new(DiagnosticCodes.BlobDamaged, $"a stored artifact was damaged and has been set aside: {digest.Hex[..12]}…"));
        return false;
    }

    internal void Warn(StoreWarning warning) => warn(warning);

    private static Digest Hash(string path)
    {
        using var stream = File.OpenRead(path);
        return new(Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(stream)));
    }

    private static StoreWarning Disagreement(StepEntry standing, StepEntry entry)
    {
        var names = entry.Outputs.Except(standing.Outputs).Select(output => output.Name);
        return new(DiagnosticCodes.Disagreement, $"a step gave another result than before ({string.Join(", ", names)}); the first one stays: {entry.Key.Hex[..12]}…");
    }

    private bool IsPresent(StoredOutput output)
    {
        var file = new FileInfo(Folders.Blob(output.Digest));
        if (!file.Exists) return false;
        return file.Length == output.Size || Verify(output.Digest, output.Size);
    }

    private StepEntry? ReadEntry(Digest key)
    {
        var path = Folders.Entry(key);
        string text;
        try
        {
            text = File.ReadAllText(path);
        }
        catch (Exception absent) when (absent is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            warn(new(DiagnosticCodes.EntryDamaged, $"the entry of a step cannot be read ({problem.Message}); the step counts as unknown: {key.Hex[..12]}…"));
            return null;
        }
        if (StepEntry.Read(key, text) is { } entry) return entry;
        Folders.SetAside(path);
        warn(new(DiagnosticCodes.EntryDamaged, $"the entry of a step was damaged and has been set aside: {key.Hex[..12]}…"));
        return null;
    }

    private void WriteEntry(StepEntry entry)
    {
        var temporary = Folders.NewTemporary();
        try
        {
            File.WriteAllText(temporary, entry.Write());
            StoreFolders.Publish(temporary, Folders.Entry(entry.Key));
        }
        finally
        {
            File.Delete(temporary);
        }
    }

    /// <summary>The timer's flush: a failure is told here and thrown at the next call that must flush.</summary>
    private void FlushQuietly()
    {
        try
        {
            Flush();
        }
        catch (StoreException problem)
        {
            warn(new(problem.Code, problem.Message));
        }
    }
}
