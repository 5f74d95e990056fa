using System.Buffers;
using System.IO.MemoryMappedFiles;
using Microsoft.Win32.SafeHandles;

namespace Spindle.Store;

/// <summary>A file as memory. A program that shortens it in place meanwhile would end this process: blobs are read-only for that.</summary>
internal sealed unsafe class MappedFile : MemoryManager<byte>
{
    private readonly MemoryMappedFile file;
    private readonly MemoryMappedViewAccessor view;
    private readonly long size;
    private byte* first;

    /// <summary>Maps a file that is not empty, and owns its handle from then on.</summary>
    public MappedFile(SafeFileHandle handle, long size)
    {
        this.size = size;
        file = MemoryMappedFile.CreateFromFile(handle, null, 0, MemoryMappedFileAccess.Read, HandleInheritability.None, leaveOpen: false);
        view = file.CreateViewAccessor(0, size, MemoryMappedFileAccess.Read);
        view.SafeMemoryMappedViewHandle.AcquirePointer(ref first);
    }

    /// <inheritdoc/>
    public override Span<byte> GetSpan()
    {
        ObjectDisposedException.ThrowIf(first is null, this);
        return size <= int.MaxValue ? new(first, (int)size) : throw new NotSupportedException("a content of 2 GB or more is read as a stream");
    }

    /// <summary>A stream over the file, which outlives this object.</summary>
    public Stream OpenStream() => file.CreateViewStream(0, size, MemoryMappedFileAccess.Read);

    /// <inheritdoc/>
    public override MemoryHandle Pin(int elementIndex = 0)
    {
        ObjectDisposedException.ThrowIf(first is null, this);
        return new(first + elementIndex);
    }

    /// <inheritdoc/>
    public override void Unpin()
    {
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (first is null) return;
        first = null;
        view.SafeMemoryMappedViewHandle.ReleasePointer();
        view.Dispose();
        file.Dispose();
    }
}
