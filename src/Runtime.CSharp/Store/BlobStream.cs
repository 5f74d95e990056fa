using System.Security.Cryptography;
using Spindle.Plans;

namespace Spindle.Store;

/// <summary>Hashes what is written and keeps it: in memory while it is small, in a temporary file of the store from then on.</summary>
internal sealed class BlobStream(StoreFolders folders) : Stream
{
    private const int Buffer = 1 << 16;

    private readonly IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly MemoryStream small = new();
    private FileStream? file;
    private long written;
    private bool closed;

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => !closed;

    public override long Length => written;

    public override long Position { get => written; set => throw new NotSupportedException(); }

    /// <summary>The temporary file; null while the content is small.</summary>
    public string? Temporary { get; private set; }

    /// <summary>The digest, once the content is complete.</summary>
    public Digest Digest { get; private set; }

    /// <summary>The content, while it is small.</summary>
    public byte[] Small => small.ToArray();

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        ObjectDisposedException.ThrowIf(closed, this);
        hash.AppendData(buffer);
        if (file is null && written + buffer.Length <= ContentStore.InlineLimit) small.Write(buffer);
        else
        {
            try
            {
                (file ??= Spill()).Write(buffer);
            }
            catch (Exception problem) when (SystemError.Is(problem))
            {
                Abandon();
                throw StoreException.From("writing to the store", problem);
            }
        }
        written += buffer.Length;
    }

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken)
    {
        Write(buffer.AsSpan(offset, count));
        return Task.CompletedTask;
    }

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        Write(buffer.Span);
        return ValueTask.CompletedTask;
    }

    /// <summary>Does nothing: what is written counts when the blob is finished.</summary>
    public override void Flush()
    {
    }

    public override Task FlushAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    /// <summary>Ends the writing.</summary>
    public void Complete()
    {
        ObjectDisposedException.ThrowIf(closed, this);
        closed = true;
        file?.Dispose();
        Digest = new(Convert.ToHexStringLower(hash.GetHashAndReset()));
        if (Temporary is not null && new FileInfo(Temporary).Length != written) throw new IOException($"'{Temporary}' was not written whole");
    }

    /// <summary>Drops what was written, unless it has been moved away.</summary>
    public void Abandon()
    {
        closed = true;
        hash.Dispose();
        try
        {
            file?.Dispose();
            if (Temporary is not null) File.Delete(Temporary);
        }
        catch (Exception problem) when (SystemError.Is(problem))
        {
            // The collection of leavings takes it.
        }
    }

    private FileStream Spill()
    {
        Temporary = folders.NewTemporary();
        var opened = new FileStream(Temporary, FileMode.CreateNew, FileAccess.Write, FileShare.Read, Buffer);
        small.WriteTo(opened);
        return opened;
    }
}
