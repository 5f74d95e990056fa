using Spindle.Plans;

namespace Spindle.Store;

/// <summary>
/// Says that a step is being computed, so that others wait for its result instead of computing it too. It saves work and
/// guards nothing: without it the same bytes would be written twice.
/// </summary>
public sealed class StepLock : IDisposable
{
    private static readonly TimeSpan Heartbeat = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan ShortestWait = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan LongestWait = TimeSpan.FromMilliseconds(500);

    private readonly string path;
    private readonly Timer heartbeat;

    private StepLock(string path)
    {
        this.path = path;
        heartbeat = new(_ => Refresh(), null, Heartbeat, Heartbeat);
    }

    /// <summary>Takes the lock of a step, waiting while another process computes it.</summary>
    /// <returns>The lock; null where the result appeared meanwhile.</returns>
    public static async Task<StepLock?> AcquireAsync(ContentStore store, Digest key, CancellationToken cancellation)
    {
        var path = Path.Combine(store.Folders.Locks, key.Hex);
        var wait = ShortestWait;
        while (true)
        {
            if (TryCreate(path)) return new(path);
            if (LockFile.IsStale(path)) Remove(path);
            else
            {
                await Task.Delay(wait, cancellation);
                wait = wait * 2 < LongestWait ? wait * 2 : LongestWait;
            }
            if (store.Find(key) is not null) return null;
        }
    }

    /// <summary>Gives the lock back.</summary>
    public void Dispose()
    {
        heartbeat.Dispose();
        Remove(path);
    }

    /// <summary>Creates the file, or says that it is there. Where locks cannot be written at all, the step runs without one.</summary>
    private static bool TryCreate(string path)
    {
        try
        {
            using var file = new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.Read);
            using var writer = new StreamWriter(file);
            writer.Write(LockFile.Mine().Write());
            return true;
        }
        catch (IOException) when (File.Exists(path))
        {
            return false;
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            return true;
        }
    }

    private static void Remove(string path)
    {
        try
        {
            File.Delete(path);
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            // A lock that stays behind goes stale by itself.
        }
    }

    private void Refresh()
    {
        try
        {
            File.SetLastWriteTimeUtc(path, DateTime.UtcNow);
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            // A lock that cannot be refreshed goes stale, and the step may be computed twice: harmless.
        }
    }
}
