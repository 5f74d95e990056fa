using Spindle.Plans;

namespace Spindle.Store;

/// <summary>
/// Entries that were committed and are not yet in the index. They are known to this process at once; together with the
/// blobs that were written before them they are flushed to disk by one call and then moved to their places.
/// </summary>
/// <remarks>
/// A flush to disk costs milliseconds, however little was written, and trivial steps take less. So an entry that
/// comes after a pause is flushed at once, and those that come close together wait for each other, for a tenth of a second
/// at most. What a killed process had waiting is computed again.
/// </remarks>
internal sealed class EntryGroup : IDisposable
{
    private const int MostWaiting = 512;
    private static readonly TimeSpan GroupTime = TimeSpan.FromMilliseconds(100);

    private readonly StoreFolders folders;
    private readonly BlobFiles blobs;
    private readonly EntryFiles entries;
    private readonly Dictionary<Digest, Waiting> waiting = [];
    private readonly Lock door = new();
    private readonly Lock flushing = new();
    private readonly Timer timer;
    private long lastFlush = long.MinValue / 2;
    private bool namesPending;

    public EntryGroup(StoreFolders folders, BlobFiles blobs, EntryFiles entries, Quarantine quarantine)
    {
        (this.folders, this.blobs, this.entries) = (folders, blobs, entries);
        timer = new(_ => FlushInBackground(quarantine), null, Timeout.Infinite, Timeout.Infinite);
    }

    /// <summary>An entry that waits.</summary>
    public EntryFile? Find(Digest key)
    {
        lock (door) return waiting.GetValueOrDefault(key)?.File;
    }

    /// <summary>Adds an entry.</summary>
    public void Add(EntryFile file)
    {
        var bytes = file.Write();
        lock (door) waiting.Add(file.Entry.Key, new(file, bytes, []));
    }

    /// <summary>Flushes after a pause or when many wait; else sees to it that a flush comes soon.</summary>
    /// <exception cref="StoreException">The entry of the key could not be written; it does not wait any more.</exception>
    public void FlushIfDue(Digest key)
    {
        lock (door)
        {
            if (waiting.Count < MostWaiting && Environment.TickCount64 - lastFlush <= GroupTime.TotalMilliseconds)
            {
                timer.Change(GroupTime, Timeout.InfiniteTimeSpan);
                return;
            }
        }
        try
        {
            Flush();
        }
        catch (StoreException)
        {
            // Where only another entry of the group failed, the next flush says so to whom it concerns.
            if (Withdraw(key)) throw;
        }
    }

    /// <summary>Does something once an entry is in the index: at once where it does not wait.</summary>
    public void WhenVisible(Digest key, Action action)
    {
        lock (door)
        {
            if (waiting.TryGetValue(key, out var found))
            {
                found.Then.Add(action);
                return;
            }
        }
        action();
    }

    /// <summary>Flushes to disk what was written, then moves the waiting entries to their places.</summary>
    /// <exception cref="StoreException">The system refused; what is not in the index goes on waiting.</exception>
    public void Flush() => StoreException.Guard("writing to the store", () =>
    {
        lock (flushing)
        {
            Waiting[] group;
            lock (door) group = [.. waiting.Values];
            if (group.Length == 0) return;
            Write(group);
            namesPending = true;
            lastFlush = Environment.TickCount64;
        }
    });

    /// <summary>Flushes the names under which entries were published; without it a power cut could still lose the last ones.</summary>
    public void FlushNames()
    {
        lock (flushing)
        {
            if (namesPending) Durability.SyncFileSystem(folders.Root);
            namesPending = false;
        }
    }

    /// <summary>Gives up what could not be written: others need not wait for it.</summary>
    public void Dispose()
    {
        timer.Dispose();
        Digest[] left;
        lock (door) left = [.. waiting.Keys];
        foreach (var key in left) Withdraw(key);
    }

    private void Write(Waiting[] group)
    {
        var temporaries = new Queue<string>(group.Length);
        try
        {
            foreach (var item in group)
            {
                var temporary = folders.NewTemporary();
                temporaries.Enqueue(temporary);
                File.WriteAllBytes(temporary, item.Bytes);
            }
            SyncWith(temporaries);
            foreach (var item in group)
            {
                entries.Publish(item.File, temporaries.Peek());
                temporaries.Dequeue();
                Withdraw(item.File.Entry.Key);
            }
        }
        finally
        {
            foreach (var left in temporaries) File.Delete(left);
        }
    }

    private void SyncWith(IEnumerable<string> temporaries)
    {
        var written = blobs.TakeUnsynced();
        try
        {
            Durability.Sync([.. written, .. temporaries], folders.Root);
        }
        catch
        {
            blobs.ReturnUnsynced(written);
            throw;
        }
    }

    private bool Withdraw(Digest key)
    {
        Waiting? found;
        lock (door) waiting.Remove(key, out found);
        found?.Then.ForEach(action => action());
        return found is not null;
    }

    private void FlushInBackground(Quarantine quarantine)
    {
        try
        {
            Flush();
        }
        catch (StoreException problem)
        {
            quarantine.Tell(problem.Code, problem.Message);
        }
    }

    /// <summary>An entry, its file's bytes, and what is to happen when it is in the index.</summary>
    private sealed record Waiting(EntryFile File, byte[] Bytes, List<Action> Then);
}
