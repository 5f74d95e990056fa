using System.Buffers;
using System.IO.MemoryMappedFiles;
using Microsoft.Win32.SafeHandles;

namespace Spindle.Store;

/// <summary>
/// A file as memory, for as long as this object or a pin of it lives. What is written there changes neither the file nor what
/// others read. A program that shortens the file in place meanwhile would end this process: blobs are read-only for that.
/// </summary>
internal sealed unsafe class MappedFile : MemoryManager<byte>
{
    private readonly MemoryMappedFile file;
    private readonly MemoryMappedViewAccessor view;
    private readonly long size;
    private byte* first;
    private int holders = 1;
    private int disposed;

    /// <summary>Maps a file that is not empty, and owns its handle from then on.</summary>
    public MappedFile(SafeFileHandle handle, long size)
    {
        this.size = size;
        file = MemoryMappedFile.CreateFromFile(handle, null, 0, MemoryMappedFileAccess.CopyOnWrite, HandleInheritability.None, leaveOpen: false);
        view = file.CreateViewAccessor(0, size, MemoryMappedFileAccess.CopyOnWrite);
        view.SafeMemoryMappedViewHandle.AcquirePointer(ref first);
    }

    /// <inheritdoc/>
    public override Span<byte> GetSpan()
    {
        ObjectDisposedException.ThrowIf(disposed != 0, this);
        return size <= int.MaxValue ? new(first, (int)size) : throw new NotSupportedException("a content of 2 GB or more is read as a stream");
    }

    /// <summary>A stream over the file, which outlives this object.</summary>
    public Stream OpenStream() => file.CreateViewStream(0, size, MemoryMappedFileAccess.Read);

    /// <inheritdoc/>
    public override MemoryHandle Pin(int elementIndex = 0)
    {
        ObjectDisposedException.ThrowIf(disposed != 0, this);
        Interlocked.Increment(ref holders);
        return new(first + elementIndex, pinnable: this);
    }

    /// <inheritdoc/>
    public override void Unpin() => LetGo();

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (Interlocked.Exchange(ref disposed, 1) == 0) LetGo();
    }

    private void LetGo()
    {
        if (Interlocked.Decrement(ref holders) > 0) return;
        first = null;
        view.SafeMemoryMappedViewHandle.ReleasePointer();
        view.Dispose();
        file.Dispose();
    }
}
