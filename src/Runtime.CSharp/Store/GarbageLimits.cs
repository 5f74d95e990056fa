using Spindle.Plans;

namespace Spindle.Store;

/// <summary>Chooses, of what nothing reaches, what goes: everything, or what a limit of age or of size condemns.</summary>
/// <param name="rules">The limits.</param>
/// <param name="now">The present time by the file system's clock.</param>
internal sealed class GarbageLimits(GarbageRules rules, DateTime now)
{
    /// <summary>The entries that go.</summary>
    /// <param name="unreached">The entries that nothing reaches.</param>
    /// <param name="entries">All entries.</param>
    /// <param name="blobs">The sizes of the blobs that may go, by digest.</param>
    /// <param name="bytes">How large the store is, without what goes in any case.</param>
    public List<EntryLinks> Choose(
        IEnumerable<EntryLinks> unreached, IReadOnlyList<EntryLinks> entries, IReadOnlyDictionary<Digest, long> blobs, long bytes)
    {
        if (rules.OlderThan is null && rules.MostBytes is null) return [.. unreached];
        var names = entries.SelectMany(links => links.Outputs).CountBy(digest => digest).ToDictionary();
        var chosen = new List<EntryLinks>();
        foreach (var links in unreached.OrderBy(links => links.Entry.File.Modified).ThenBy(links => links.Entry.Key.Hex, StringComparer.Ordinal))
        {
            var isOld = rules.OlderThan is { } age && now - links.Entry.File.Modified > age;
            if (!isOld && !(rules.MostBytes is { } most && bytes > most)) continue;
            chosen.Add(links);
            bytes -= links.Entry.File.Bytes;
            foreach (var digest in links.Outputs)
                if (--names[digest] == 0) bytes -= blobs.GetValueOrDefault(digest);
        }
        return chosen;
    }
}
