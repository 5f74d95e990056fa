using System.Collections.Concurrent;
using Spindle.Contracts;
using Spindle.Plans;

namespace Spindle.Store.Remotes;

/// <summary>Sends results to a remote: contents first, the entry last. What is there already is not sent again.</summary>
internal sealed class RemoteWriter(ContentStore store, RemoteRequests requests, TransferCount count, Action<StoreWarning> warn)
{
    private readonly ConcurrentDictionary<Digest, Lazy<Task>> sent = [];
    private readonly RemoteReader reader = new(store, requests, new());

    /// <summary>Sends a result; gives whether anything had to be sent.</summary>
    /// <exception cref="RemoteException">The remote failed.</exception>
    /// <exception cref="DamagedBlobException">The store lost an artifact meanwhile.</exception>
    public async Task<bool> SendAsync(EntryFile file, CancellationToken cancellation)
    {
        var before = count.Artifacts;
        var standing = await StandingAsync(file.Entry.Key, cancellation).ConfigureAwait(false);
        if (standing is not null && !standing.Entry.Agrees(file.Entry))
        {
            warn(new(DiagnosticCodes.Disagreement, $"the remote {requests.Remote.Name} has another result for the step {file.Entry.Key.Hex[..12]}…; it stays there"));
            return false;
        }
        await Task.WhenAll((standing ?? file).Blobs.Select(output => SendOnceAsync(output, cancellation))).ConfigureAwait(false);
        if (standing is not null) return count.Artifacts > before;
        var bytes = RemoteEntry.Write(file);
        await PutAsync(RemoteItem.Entry(file.Entry.Key), () => new MemoryStream(bytes), cancellation).ConfigureAwait(false);
        count.AddResult();
        return true;
    }

    /// <summary>What the remote has for a key. What is no entry of it is written over.</summary>
    private async Task<EntryFile?> StandingAsync(Digest key, CancellationToken cancellation)
    {
        try
        {
            return await reader.ReadAsync(key, null, cancellation).ConfigureAwait(false);
        }
        catch (RemoteException lie) when (lie.IsLie)
        {
            return null;
        }
    }

    private Task SendOnceAsync(StoredOutput output, CancellationToken cancellation) =>
        sent.GetOrAdd(output.Digest, _ => new(() => SendBlobAsync(output, cancellation))).Value;

    private async Task SendBlobAsync(StoredOutput output, CancellationToken cancellation)
    {
        var item = RemoteItem.Blob(output.Digest);
        // A size that is missing or wrong says that the content is not there whole.
        if (await requests.AskAsync(remote => remote.SizeAsync(item, cancellation), cancellation).ConfigureAwait(false) == output.Size) return;
        using var content = store.Open(output);
        await PutAsync(item, content.OpenStream, cancellation).ConfigureAwait(false);
        count.AddArtifact();
    }

    private Task PutAsync(RemoteItem item, Func<Stream> open, CancellationToken cancellation) => requests.AskAsync(
        async remote =>
        {
            using var stream = open();
            await remote.PutAsync(item, stream, cancellation).ConfigureAwait(false);
            count.AddBytes(stream.Length);
            return true;
        },
        cancellation);
}
