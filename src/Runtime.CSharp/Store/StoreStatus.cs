namespace Spindle.Store;

/// <summary>What the results of one operation take.</summary>
/// <param name="Operation">The operation.</param>
/// <param name="Entries">How many results.</param>
/// <param name="Bytes">The size of their artifacts; one that several operations made counts for each.</param>
/// <param name="Seconds">How long it took to make them.</param>
public sealed record OperationShare(string Operation, int Entries, long Bytes, double Seconds);

/// <summary>What a store holds.</summary>
/// <param name="Entries">Results of steps.</param>
/// <param name="EntryBytes">The size of the index, with the small artifacts in it.</param>
/// <param name="Blobs">Artifacts with a file of their own, each counted once.</param>
/// <param name="BlobBytes">Their size.</param>
/// <param name="Runs">Recorded runs.</param>
/// <param name="RunBytes">The size of their records.</param>
/// <param name="Quarantined">Damaged files that were set aside.</param>
/// <param name="Operations">What the results of each operation take, the most first.</param>
public sealed record StoreStatus(
    int Entries, long EntryBytes, int Blobs, long BlobBytes, int Runs, long RunBytes, int Quarantined, IReadOnlyList<OperationShare> Operations)
{
    /// <summary>The size of all that is kept.</summary>
    public long Bytes => EntryBytes + BlobBytes + RunBytes;

    /// <summary>Counts what a store holds. What was committed counts, what is damaged does not.</summary>
    /// <exception cref="StoreException">The store cannot be read.</exception>
    public static StoreStatus Of(ContentStore store) => StoreException.Guard("reading the store", () =>
    {
        store.Flush();
        var entries = StoreContents.Entries(store).Select(found => (found.Entry.Entry, Size: found.File.Length)).ToList();
        var blobs = StoreContents.Blobs(store).ToList();
        var runs = StoreContents.Files(store.Folders.Runs).ToList();
        var shares = entries.Select(found => found.Entry)
            .GroupBy(entry => StoreContents.Origin(entry).Operation)
            .Select(group => new OperationShare(
                group.Key,
                group.Count(),
                group.SelectMany(entry => entry.Outputs).DistinctBy(output => output.Digest).Sum(output => output.Size),
                group.Sum(StoreContents.Seconds)))
            .OrderByDescending(share => share.Bytes).ThenBy(share => share.Operation, StringComparer.Ordinal);
        return new StoreStatus(
            entries.Count,
            entries.Sum(found => found.Size),
            blobs.Count,
            blobs.Sum(file => file.Length),
            RunFolder.List(store).Count,
            runs.Sum(file => file.Length),
            StoreContents.Files(store.Folders.Quarantine).Count(),
            [.. shares]);
    });
}
