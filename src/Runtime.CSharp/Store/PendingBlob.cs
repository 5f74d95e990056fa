using System.Security.Cryptography;
using Spindle.Plans;

namespace Spindle.Store;

/// <summary>A blob that is being written. It enters the store when it is finished, and leaves nothing when it is not.</summary>
public sealed class PendingBlob : IDisposable
{
    private readonly ContentStore store;
    private readonly string temporary;
    private readonly FileStream file;
    private readonly IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly HashingStream stream;

    internal PendingBlob(ContentStore store)
    {
        this.store = store;
        temporary = store.Folders.NewTemporary();
        file = StoreException.Guard("writing to the store", () => new FileStream(temporary, FileMode.CreateNew, FileAccess.Write, FileShare.None, 1 << 16));
        stream = new(file, hash);
    }

    /// <summary>Where the content goes; write only, from the beginning to the end.</summary>
    public Stream Stream => stream;

    /// <summary>Puts the blob into the store and returns its digest and its size in bytes.</summary>
    /// <exception cref="StoreException">There was no room, or no permission.</exception>
    public (Digest Digest, long Size) Finish() => StoreException.Guard("writing to the store", () =>
    {
        var size = file.Length;
        file.Dispose();
        var digest = new Digest(Convert.ToHexStringLower(hash.GetHashAndReset()));
        store.Adopt(temporary, digest, size);
        return (digest, size);
    });

    /// <inheritdoc/>
    public void Dispose()
    {
        file.Dispose();
        hash.Dispose();
        File.Delete(temporary);
    }

    /// <summary>Hashes what passes through.</summary>
    private sealed class HashingStream(Stream target, IncrementalHash hash) : Stream
    {
        public override bool CanRead => false;

        public override bool CanSeek => false;

        public override bool CanWrite => true;

        public override long Length => target.Length;

        public override long Position { get => target.Position; set => throw new NotSupportedException(); }

        public override void Write(ReadOnlySpan<byte> bytes)
        {
            hash.AppendData(bytes);
            try
            {
                target.Write(bytes);
            }
            catch (IOException problem)
            {
                throw StoreException.From("writing to the store", problem);
            }
        }

        public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

        public override void Flush() => StoreException.Guard("writing to the store", target.Flush);

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();
    }
}
