using System.Collections.Concurrent;
using Spindle.Plans;

namespace Spindle.Store;

/// <summary>
/// Contents that have no file of their own: the latest in memory, and of all that were seen the step whose entry holds
/// them. Safe for several threads.
/// </summary>
internal sealed class SmallContents
{
    private const long Room = 64 << 20;

    private readonly ConcurrentDictionary<Digest, byte[]> contents = [];
    private readonly ConcurrentDictionary<Digest, Digest> homes = [];
    private readonly ConcurrentQueue<Digest> order = [];
    private long held;

    /// <summary>Remembers a content; the oldest are forgotten when there are many.</summary>
    public void Hold(Digest digest, byte[] content)
    {
        if (!contents.TryAdd(digest, content)) return;
        order.Enqueue(digest);
        Interlocked.Add(ref held, content.Length);
        while (Interlocked.Read(ref held) > Room && order.TryDequeue(out var oldest))
            if (contents.TryRemove(oldest, out var gone)) Interlocked.Add(ref held, -gone.Length);
    }

    /// <summary>Remembers whose entry holds the contents.</summary>
    public void Settle(EntryFile file)
    {
        foreach (var (digest, content) in file.Inline)
        {
            homes[digest] = file.Entry.Key;
            Hold(digest, content);
        }
    }

    /// <summary>A content that is in memory.</summary>
    public byte[]? Find(Digest digest) => contents.GetValueOrDefault(digest);

    /// <summary>The key of a step whose entry holds a content.</summary>
    public Digest? HomeOf(Digest digest) => homes.TryGetValue(digest, out var key) ? key : null;
}
