using Spindle.Plans;

namespace Spindle.Store;

/// <summary>What a full verification found.</summary>
/// <param name="Entries">How many entries were read.</param>
/// <param name="Blobs">How many blobs were hashed.</param>
/// <param name="DamagedEntries">Entries that did not read back, or whose name is not the digest of their key text; set aside.</param>
/// <param name="DamagedBlobs">Blobs whose bytes are not those of their name; set aside.</param>
/// <param name="Incomplete">Entries that name a blob which is not there; their steps run again when they are wanted.</param>
public sealed record StoreVerification(
    int Entries, int Blobs, IReadOnlyList<string> DamagedEntries, IReadOnlyList<string> DamagedBlobs, IReadOnlyList<string> Incomplete)
{
    /// <summary>Whether nothing is damaged.</summary>
    public bool IsSound => DamagedEntries.Count == 0 && DamagedBlobs.Count == 0;

    /// <summary>Reads and hashes everything.</summary>
    public static StoreVerification Of(ContentStore store, CancellationToken cancellation)
    {
        var (damagedEntries, damagedBlobs, incomplete) = (new List<string>(), new List<string>(), new List<string>());
        var blobs = 0;
        foreach (var file in StoreContents.Blobs(store).ToList())
        {
            cancellation.ThrowIfCancellationRequested();
            blobs++;
            var name = Path.GetFileName(file);
            if (Digest.IsHex(name) && store.Verify(new(name), new FileInfo(file).Length)) continue;
            if (File.Exists(file)) store.Folders.SetAside(file);
            damagedBlobs.Add(name);
        }
        var entries = 0;
        foreach (var (file, entry) in StoreContents.Entries(store).ToList())
        {
            entries++;
            if (entry is null)
            {
                store.Folders.SetAside(file);
                damagedEntries.Add(Path.GetFileNameWithoutExtension(file));
            }
            else if (entry.Outputs.Any(output => !File.Exists(store.Folders.Blob(output.Digest)))) incomplete.Add(entry.Key.Hex);
        }
        return new(entries, blobs, damagedEntries, damagedBlobs, incomplete);
    }
}
