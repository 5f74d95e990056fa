namespace Spindle.Store.Remotes;

/// <summary>
/// Takes one content from a remote into the store: hashed while it comes, bounded by the size that its entry claims, gone on
/// with where the connection broke. What is not as claimed leaves nothing.
/// </summary>
internal sealed class BlobDownload(ContentStore store, StoredOutput output) : IDisposable
{
    private const int Piece = 1 << 17;
    private const long MuchProgress = 1 << 20;

    private PendingBlob? pending;
    private long at;

    /// <summary>How many bytes came, over all attempts.</summary>
    public long Bytes { get; private set; }

    /// <summary>One attempt, from where the last one broke; false where the remote does not have the content.</summary>
    /// <exception cref="RemoteException">The remote failed or lied.</exception>
    /// <exception cref="StoreException">There is no room, or no permission.</exception>
    public async Task<bool> TryAsync(IRemote remote, CancellationToken cancellation)
    {
        var before = at;
        try
        {
            using var content = await remote.GetAsync(RemoteItem.Blob(output.Digest), at, cancellation).ConfigureAwait(false);
            if (content is null) return false;
            if (content.From != at || pending is null) Restart();
            if (content.Length is { } rest && content.From + rest != output.Size)
                throw Lie(remote, $"has {content.From + rest} bytes there, and its entry says {output.Size}");
            await TakeAsync(remote, content.Stream, cancellation).ConfigureAwait(false);
            if (!pending!.FinishAs(output.Digest)) throw Lie(remote, "has other bytes than its name says");
            return true;
        }
        catch (RemoteException problem) when (problem.IsPassing && at - before >= MuchProgress)
        {
            throw problem.HavingProgressed();
        }
    }

    /// <summary>Drops what came, unless it was finished.</summary>
    public void Dispose() => pending?.Dispose();

    private async Task TakeAsync(IRemote remote, Stream stream, CancellationToken cancellation)
    {
        var buffer = System.Buffers.ArrayPool<byte>.Shared.Rent(Piece);
        try
        {
            while (await stream.ReadAsync(buffer, cancellation).ConfigureAwait(false) is var read and > 0)
            {
                Bytes += read;
                if (at + read > output.Size) throw Lie(remote, $"has more bytes than the {output.Size} that its entry says");
                pending!.Stream.Write(buffer, 0, read);
                at += read;
            }
        }
        finally
        {
            System.Buffers.ArrayPool<byte>.Shared.Return(buffer);
        }
        if (at < output.Size) throw RemoteException.Passing($"the remote {remote.Name} sends only {at} of {output.Size} bytes of an artifact");
    }

    private void Restart()
    {
        pending?.Dispose();
        (pending, at) = (store.NewBlob(), 0);
    }

    private RemoteException Lie(IRemote remote, string what) =>
        RemoteException.Lie($"the artifact {output.Digest.Hex[..12]}… of the remote {remote.Name} {what}; it is not used");
}
