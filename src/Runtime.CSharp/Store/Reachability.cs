using Spindle.Plans;

namespace Spindle.Store;

/// <summary>What an entry has to do with others.</summary>
/// <param name="Entry">What would be deleted with it.</param>
/// <param name="Inputs">The digests of what its step read.</param>
internal sealed record EntryLinks(GarbageEntry Entry, IReadOnlyList<Digest> Inputs)
{
    /// <summary>The digests of what its step made.</summary>
    public IReadOnlyList<Digest> Outputs => Entry.Outputs;

    public static EntryLinks Of(FileInfo file, StepEntry entry, StudyIndex studies)
    {
        var (operation, inputs) = StoreContents.Origin(entry);
        var step = entry.Provenance["step"]?.ToString() ?? "";
        return new(
            new(entry.Key, operation, step, StoreContents.Seconds(entry), studies.Of(entry), GarbageFile.Of(file))
            {
                Outputs = [.. entry.Outputs.Select(output => output.Digest).Distinct()],
            },
            inputs);
    }
}

/// <summary>Follows results back to what they were made from.</summary>
internal static class Reachability
{
    /// <summary>The keys of all entries from which the given ones were made, themselves included.</summary>
    public static HashSet<Digest> From(IEnumerable<Digest> roots, IReadOnlyList<EntryLinks> entries)
    {
        var byKey = entries.ToDictionary(links => links.Entry.Key);
        var makers = entries.SelectMany(links => links.Outputs.Select(output => (output, links))).ToLookup(made => made.output, made => made.links);
        var reached = new HashSet<Digest>();
        var open = new Stack<EntryLinks>(roots.Where(byKey.ContainsKey).Select(key => byKey[key]));
        while (open.TryPop(out var links))
        {
            if (!reached.Add(links.Entry.Key)) continue;
            foreach (var maker in links.Inputs.SelectMany(input => makers[input])) open.Push(maker);
        }
        return reached;
    }
}
