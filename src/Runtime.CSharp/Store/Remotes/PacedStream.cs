namespace Spindle.Store.Remotes;

/// <summary>Reads a stream at the pace that a transfer must keep, and says as a <see cref="RemoteException"/> where it breaks.</summary>
/// <param name="inner">The stream; it stays open where <paramref name="owned"/> is null.</param>
/// <param name="pace">The pace of the transfer.</param>
/// <param name="name">The remote's name.</param>
/// <param name="owned">What ends with this stream; null where nothing does.</param>
internal sealed class PacedStream(Stream inner, Pace pace, string name, IDisposable? owned = null) : Stream
{
    public override bool CanRead => true;

    public override bool CanSeek => inner.CanSeek;

    public override bool CanWrite => false;

    public override long Length => inner.Length;

    public override long Position { get => inner.Position; set => inner.Position = value; }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        try
        {
            var read = await inner.ReadAsync(buffer, pace.Token).ConfigureAwait(false);
            pace.Moved(read);
            return read;
        }
        catch (OperationCanceledException problem) when (pace.IsLost)
        {
            throw RemoteException.Passing($"the remote {name} sends too slowly", problem);
        }
        catch (Exception problem) when (owned is not null && problem is IOException or HttpRequestException)
        {
            throw RemoteException.Passing($"the connection to the remote {name} broke", problem);
        }
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count)
    {
        var read = inner.Read(buffer, offset, count);
        pace.Moved(read);
        return read;
    }

    public override long Seek(long offset, SeekOrigin origin) => inner.Seek(offset, origin);

    public override void Flush()
    {
    }

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing && owned is not null)
        {
            inner.Dispose();
            owned.Dispose();
            pace.Dispose();
        }
        base.Dispose(disposing);
    }
}
