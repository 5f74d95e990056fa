using System.Collections.Concurrent;
using Spindle.Plans;

namespace Spindle.Store;

/// <summary>Remembers, for this process, which blobs had the bytes of their name and what their files looked like then.</summary>
internal sealed class VerifiedBlobs
{
    /// <summary>A file that changed so short before it was hashed could change again without looking different.</summary>
    private const long Settling = 2_000_000_000;

    private readonly ConcurrentDictionary<Digest, (FileStamp Stamp, long At)> known = [];

    /// <summary>Whether a file was verified and has not changed since.</summary>
    public bool Knows(Digest digest, FileStamp stamp) =>
        known.TryGetValue(digest, out var seen) && seen.Stamp == stamp && seen.At - stamp.Changed > Settling;

    /// <summary>Remembers that a file that looks so had the right bytes.</summary>
    /// <param name="digest">The digest of its bytes.</param>
    /// <param name="stamp">What it looked like before they were read.</param>
    public void Remember(Digest digest, FileStamp stamp) => known[digest] = (stamp, FileStamp.Nanoseconds(DateTime.UtcNow));
}
