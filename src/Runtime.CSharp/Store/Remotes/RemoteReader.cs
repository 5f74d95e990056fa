using Spindle.Contracts;
using Spindle.Plans;

namespace Spindle.Store.Remotes;

/// <summary>
/// Takes results from a remote into a store. Nothing is believed: entries by their seal, key and text, contents by their
/// digest and size. The contents come first and the entry last, so that a result is there whole or not at all.
/// </summary>
internal sealed class RemoteReader(ContentStore store, RemoteRequests requests, TransferCount count)
{
    private const int PiecesAtOnce = 8;

    /// <summary>The result of a step, now in the store; null where the remote does not have it whole.</summary>
    /// <param name="key">The step's key.</param>
    /// <param name="promised">The outputs that the step declares.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <exception cref="RemoteException">The remote failed or lied.</exception>
    /// <exception cref="StoreException">There is no room, or no permission.</exception>
    public async Task<StepEntry?> FetchAsync(Digest key, IReadOnlyList<OutputDeclaration> promised, CancellationToken cancellation)
    {
        if (await ReadAsync(key, promised, cancellation).ConfigureAwait(false) is not { } file) return null;
        RefuseHugeClaims(file);
        var isWhole = true;
        await Parallel.ForEachAsync(
            file.Blobs.DistinctBy(output => output.Digest).Where(output => !store.Has(output)),
            new ParallelOptions { MaxDegreeOfParallelism = PiecesAtOnce, CancellationToken = cancellation },
            async (output, cancel) =>
            {
                if (!await TakeAsync(output, cancel).ConfigureAwait(false)) isWhole = false;
            }).ConfigureAwait(false);
        if (!isWhole) return null;
        var entry = store.Adopt(file, requests.Remote.Name);
        count.AddResult();
        return entry;
    }

    /// <summary>The entry that the remote has for a key; null where it has none.</summary>
    /// <exception cref="RemoteException">The remote failed, or what it sent is no entry of the key.</exception>
    public async Task<EntryFile?> ReadAsync(Digest key, IReadOnlyList<OutputDeclaration>? promised, CancellationToken cancellation)
    {
        var bytes = await requests.AskAsync(remote => DownloadAsync(remote, key, cancellation), cancellation).ConfigureAwait(false);
        if (bytes is null) return null;
        count.AddBytes(bytes.Length);
        return RemoteEntry.Read(key, bytes, promised) ?? throw Lie(key, "is no entry of that step");
    }

    private async Task<byte[]?> DownloadAsync(IRemote remote, Digest key, CancellationToken cancellation)
    {
        using var content = await remote.GetAsync(RemoteItem.Entry(key), 0, cancellation).ConfigureAwait(false);
        if (content is null) return null;
        if (content.Length > RemoteEntry.MostBytes) throw Lie(key, "is larger than any entry");
        using var bytes = new MemoryStream();
        var buffer = new byte[1 << 14];
        while (await content.Stream.ReadAsync(buffer, cancellation).ConfigureAwait(false) is var read and > 0)
        {
            bytes.Write(buffer, 0, read);
            if (bytes.Length > RemoteEntry.MostBytes) throw Lie(key, "is larger than any entry");
        }
        return bytes.ToArray();
    }

    private async Task<bool> TakeAsync(StoredOutput output, CancellationToken cancellation)
    {
        using var download = new BlobDownload(store, output);
        try
        {
            if (!await requests.AskAsync(remote => download.TryAsync(remote, cancellation), cancellation).ConfigureAwait(false)) return false;
            count.AddArtifact();
            return true;
        }
        finally
        {
            count.AddBytes(download.Bytes);
        }
    }

    /// <summary>A claim that no disk could hold is refused before a byte of it is written.</summary>
    private void RefuseHugeClaims(EntryFile file)
    {
        var claimed = file.Blobs.DistinctBy(output => output.Digest).Sum(output => (double)output.Size);
        if (claimed > store.RoomLeft) throw Lie(file.Entry.Key, $"claims artifacts of {claimed:g3} bytes, for which there is no room");
    }

    private RemoteException Lie(Digest key, string what) =>
        RemoteException.Lie($"what the remote {requests.Remote.Name} has for the step {key.Hex[..12]}… {what}; it is not used");
}
