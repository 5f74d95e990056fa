namespace Spindle.Store;

/// <summary>What some operation's results take.</summary>
public sealed record OperationShare(string Operation, int Entries, long Bytes);

/// <summary>What a store holds.</summary>
/// <param name="Entries">Results of steps.</param>
/// <param name="Blobs">Artifacts, each counted once.</param>
/// <param name="Bytes">The artifacts' size.</param>
/// <param name="Runs">Recorded runs.</param>
/// <param name="Quarantined">Damaged files that were set aside.</param>
/// <param name="Operations">What the results of each operation take, the most first.</param>
public sealed record StoreStatus(int Entries, int Blobs, long Bytes, int Runs, int Quarantined, IReadOnlyList<OperationShare> Operations)
{
    /// <summary>Counts what a store holds.</summary>
    public static StoreStatus Of(ContentStore store)
    {
        var blobs = StoreContents.Blobs(store).Select(file => new FileInfo(file)).ToList();
        var entries = StoreContents.Entries(store).Select(found => found.Entry).OfType<StepEntry>().ToList();
        var shares = entries
            .GroupBy(entry => StoreContents.Operation(entry))
            .Select(group => new OperationShare(group.Key, group.Count(), group.SelectMany(entry => entry.Outputs).DistinctBy(output => output.Digest).Sum(output => output.Size)))
            .OrderByDescending(share => share.Bytes).ThenBy(share => share.Operation, StringComparer.Ordinal);
        var quarantined = Directory.Exists(store.Folders.Quarantine) ? Directory.GetFiles(store.Folders.Quarantine).Length : 0;
        return new(entries.Count, blobs.Count, blobs.Sum(file => file.Length), RunFolder.List(store).Count, quarantined, [.. shares]);
    }
}
