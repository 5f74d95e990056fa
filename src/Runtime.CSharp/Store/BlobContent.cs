namespace Spindle.Store;

/// <summary>The verified content of an artifact. Large ones are mapped into memory: reading them makes no copy.</summary>
public sealed class BlobContent : IDisposable
{
    private readonly byte[]? bytes;
    private readonly MappedFile? mapped;

    internal BlobContent(byte[] bytes) => (this.bytes, Size) = (bytes, bytes.Length);

    internal BlobContent(MappedFile mapped, long size) => (this.mapped, Size) = (mapped, size);

    /// <summary>The size in bytes.</summary>
    public long Size { get; }

    /// <summary>The content, until this object is disposed.</summary>
    /// <exception cref="NotSupportedException">It has 2 GB or more: read it as a stream.</exception>
    public ReadOnlyMemory<byte> Memory => mapped is null ? bytes : mapped.Memory;

    /// <summary>A stream over the content, of any size; it can seek.</summary>
    public Stream OpenStream() => mapped is null ? new MemoryStream(bytes!, writable: false) : mapped.OpenStream();

    /// <summary>Unmaps the content; memory that was handed out must not be used any more.</summary>
    public void Dispose() => ((IDisposable?)mapped)?.Dispose();
}
