using Spindle.Plans;

namespace Spindle.Store;

/// <summary>
/// Says that a step is being computed, so that others wait for its result instead of computing it too. It saves work and
/// guards nothing: without it the same bytes would be written twice.
/// </summary>
public sealed class StepLock : IDisposable
{
    private static readonly TimeSpan Heartbeat = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan ShortestWait = TimeSpan.FromMilliseconds(10);
    private static readonly TimeSpan LongestWait = TimeSpan.FromMilliseconds(500);

    private readonly ContentStore store;
    private readonly Digest key;
    private readonly LockOwner? owner;
    private readonly Timer? heartbeat;
    private int released;

    private StepLock(ContentStore store, Digest key, LockOwner? owner)
    {
        (this.store, this.key, this.owner) = (store, key, owner);
        if (owner is not null) heartbeat = new(_ => Recency.Touch(Path), null, Heartbeat, Heartbeat);
    }

    private string Path => store.Folders.Lock(key);

    /// <summary>
    /// Takes the lock of a step, waiting while another process computes it. One whose process has ended, whose host has
    /// restarted or who has not been heard of for a minute is not waited for. Where locks cannot be written at all the step
    /// runs without one.
    /// </summary>
    /// <returns>The lock; null where the result appeared meanwhile.</returns>
    /// <exception cref="OperationCanceledException">The waiting was ended.</exception>
    public static async Task<StepLock?> AcquireAsync(ContentStore store, Digest key, CancellationToken cancellation)
    {
        var path = store.Folders.Lock(key);
        var owner = LockOwner.Me();
        Watch? watch = null;
        for (var wait = ShortestWait; ; wait = wait * 2 < LongestWait ? wait * 2 : LongestWait)
        {
            cancellation.ThrowIfCancellationRequested();
            var mine = TryCreate(path, owner);
            if (store.Find(key) is not null)
            {
                if (mine is true) Release(path, owner);
                return null;
            }
            if (mine is not null) return new(store, key, mine.Value ? owner : null);
            watch ??= new(FileSystemClock.Ahead(store.Folders));
            if (LockFile.Read(path) is not { } other) continue;
            if (watch.IsStale(other)) LockFile.Remove(path, other.Owner, store.Folders);
            else await Task.Delay(wait, cancellation).ConfigureAwait(false);
        }
    }

    /// <summary>Gives the lock back, once others can see the result if there is one.</summary>
    public void Dispose()
    {
        if (owner is null || Interlocked.Exchange(ref released, 1) != 0) return;
        store.WhenVisible(key, () =>
        {
            heartbeat?.Dispose();
            Release(Path, owner);
        });
    }

    /// <summary>True where the lock was taken, false where locks cannot be written, null where another has it.</summary>
    private static bool? TryCreate(string path, LockOwner owner)
    {
        try
        {
            return LockFile.TryCreate(path, owner) ? true : null;
        }
        catch (Exception problem) when (SystemError.Is(problem))
        {
            return false;
        }
    }

    private static void Release(string path, LockOwner owner)
    {
        if (LockFile.Read(path)?.Owner == owner) File.Delete(path);
    }

    /// <summary>Looks at one lock again and again.</summary>
    private sealed class Watch(TimeSpan ahead)
    {
        private DateTime refreshed;
        private long since = Environment.TickCount64;

        /// <summary>Stale by what it says, or seen without a sign of life for long, whatever the clocks say.</summary>
        public bool IsStale(LockFile other)
        {
            if (other.Refreshed != refreshed) (refreshed, since) = (other.Refreshed, Environment.TickCount64);
            return other.IsStale(DateTime.UtcNow + ahead) || Environment.TickCount64 - since > LockFile.Patience.TotalMilliseconds;
        }
    }
}
