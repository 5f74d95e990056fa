using System.Buffers;
using System.IO.MemoryMappedFiles;

namespace Spindle.Store;

/// <summary>The verified content of a blob, mapped into memory: reading it makes no copy.</summary>
public sealed unsafe class BlobContent : MemoryManager<byte>
{
    private readonly MemoryMappedFile? file;
    private readonly MemoryMappedViewAccessor? view;
    private readonly byte* first;
    private readonly int length;
    private bool released;

    internal BlobContent(string path)
    {
        var size = new FileInfo(path).Length;
        length = checked((int)size);
        if (length == 0) return;
        file = MemoryMappedFile.CreateFromFile(path, FileMode.Open, null, 0, MemoryMappedFileAccess.Read);
        view = file.CreateViewAccessor(0, size, MemoryMappedFileAccess.Read);
        view.SafeMemoryMappedViewHandle.AcquirePointer(ref first);
    }

    /// <inheritdoc/>
    public override Span<byte> GetSpan() => new(first, length);

    /// <summary>A stream over the content.</summary>
    public Stream OpenStream() => length == 0 ? Stream.Null : new UnmanagedMemoryStream(first, length);

    /// <inheritdoc/>
    public override MemoryHandle Pin(int elementIndex = 0) => new(first + elementIndex);

    /// <inheritdoc/>
    public override void Unpin()
    {
    }

    /// <summary>Unmaps the content; memory that was handed out must not be used any more.</summary>
    public void Dispose() => Dispose(true);

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (released) return;
        released = true;
        view?.SafeMemoryMappedViewHandle.ReleasePointer();
        view?.Dispose();
        file?.Dispose();
    }
}
