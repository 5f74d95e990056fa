using System.Collections.Concurrent;
using Spindle.Contracts;

namespace Spindle.Store;

/// <summary>What a full verification found.</summary>
/// <param name="Entries">How many entries are whole.</param>
/// <param name="Blobs">How many blobs have the bytes of their name.</param>
/// <param name="Bytes">The size of those blobs.</param>
/// <param name="DamagedEntries">Files in the index that are no entry of their key; set aside.</param>
/// <param name="DamagedBlobs">Files among the blobs whose bytes are not those of their name; set aside.</param>
/// <param name="DamagedRuns">Files of run records that are not as they were written; set aside; the good lines of events stay.</param>
/// <param name="Incomplete">Keys whose entry names a blob that is not there; their steps run again when they are wanted.</param>
public sealed record StoreVerification(
    int Entries,
    int Blobs,
    long Bytes,
    IReadOnlyList<string> DamagedEntries,
    IReadOnlyList<string> DamagedBlobs,
    IReadOnlyList<string> DamagedRuns,
    IReadOnlyList<string> Incomplete)
{
    /// <summary>Tags and registered experiments that do not read back; set aside.</summary>
    public IReadOnlyList<string> DamagedRoots { get; init; } = [];

    /// <summary>Whether nothing is damaged or missing.</summary>
    public bool IsSound => DamagedEntries.Count + DamagedBlobs.Count + DamagedRuns.Count + DamagedRoots.Count + Incomplete.Count == 0;

    /// <summary>Reads and hashes everything, and sets aside what is damaged.</summary>
    /// <exception cref="StoreException">The store cannot be read.</exception>
    /// <exception cref="OperationCanceledException">The verification was ended.</exception>
    public static StoreVerification Of(ContentStore store, CancellationToken cancellation) => StoreException.Guard("verifying the store", () =>
    {
        store.Flush();
        var (damagedBlobs, blobs, bytes) = VerifyBlobs(store, cancellation);
        var (damagedEntries, incomplete, entries) = (new List<string>(), new List<string>(), 0);
        foreach (var file in StoreContents.EntryFiles(store).ToList())
        {
            cancellation.ThrowIfCancellationRequested();
            if (StoreContents.KeyOf(store, file) is not { } key)
            {
                store.SetAside(file.FullName, DiagnosticCodes.EntryDamaged, $"'{file.Name}' in the index is no entry and has been set aside");
                damagedEntries.Add(file.Name);
            }
            else if (store.ReadEntry(key) is not { } entry) damagedEntries.Add(file.Name);
            else if (entry.Blobs.Any(output => WholeFile.Look(store.Folders.Blob(output.Digest))?.Length != output.Size))
                incomplete.Add(key.Hex);
            else entries++;
        }
        return new StoreVerification(entries, blobs, bytes, damagedEntries, damagedBlobs, VerifyRuns(store, cancellation), incomplete)
        {
            DamagedRoots = [.. StoreTag.List(store).Damaged.Select(tag => $"tags/{tag}"), .. RegisteredExperiment.FindDamaged(store).Select(name => $"experiments/{name}")],
        };
    });

    private static (List<string> Damaged, int Whole, long Bytes) VerifyBlobs(ContentStore store, CancellationToken cancellation)
    {
        var damaged = new ConcurrentBag<string>();
        var (whole, bytes) = (0, 0L);
        var options = new ParallelOptions { CancellationToken = cancellation, MaxDegreeOfParallelism = Environment.ProcessorCount };
        Parallel.ForEach(StoreContents.Blobs(store).ToList(), options, file =>
        {
            if (StoreContents.DigestOf(store, file) is not { } digest)
                store.SetAside(file.FullName, DiagnosticCodes.BlobDamaged, $"'{file.Name}' among the blobs is none and has been set aside");
            else if (store.Verify(digest))
            {
                Interlocked.Increment(ref whole);
                Interlocked.Add(ref bytes, file.Length);
                return;
            }
            damaged.Add(file.Name);
        });
        return ([.. damaged.Order(StringComparer.Ordinal)], whole, bytes);
    }

    private static List<string> VerifyRuns(ContentStore store, CancellationToken cancellation)
    {
        var damaged = new List<string>();
        foreach (var stray in Directory.Exists(store.Folders.Runs) ? Directory.GetFiles(store.Folders.Runs) : [])
        {
            damaged.Add(Path.GetFileName(stray));
            store.SetAside(stray, DiagnosticCodes.RunDamaged, $"'{damaged[^1]}' among the runs is none and has been set aside");
        }
        foreach (var run in RunFolder.List(store))
        {
            cancellation.ThrowIfCancellationRequested();
            damaged.AddRange(run.FindDamaged().Select(name => $"{run.Name}/{name}"));
        }
        return damaged;
    }
}
