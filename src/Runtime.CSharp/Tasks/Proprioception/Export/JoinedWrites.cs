namespace Spindle.Tasks.Proprioception.Export;

/// <summary>
/// Hands writes that follow one another in a file on as one. The HDF5 library seeks and writes anew for every run along an array's last axis, which may be two
/// numbers long; a file's own buffer is emptied at every seek.
/// </summary>
/// <param name="file">The file; it is left open.</param>
internal sealed class JoinedWrites(Stream file) : Stream
{
    private readonly byte[] held = new byte[1 << 20];
    private int count;

    /// <summary>Where in the file the bytes that are held belong.</summary>
    private long from;

    /// <inheritdoc/>
    public override bool CanRead => file.CanRead;

    /// <inheritdoc/>
    public override bool CanSeek => true;

    /// <inheritdoc/>
    public override bool CanWrite => true;

    /// <inheritdoc/>
    public override long Length => Math.Max(file.Length, count > 0 ? from + count : 0);

    /// <inheritdoc/>
    public override long Position { get; set; }

    /// <inheritdoc/>
    public override void Write(ReadOnlySpan<byte> buffer)
    {
        if (Position != from + count || buffer.Length > held.Length - count) Empty();
        if (count == 0) from = Position;
        if (buffer.Length > held.Length)
        {
            file.Position = Position;
            file.Write(buffer);
        }
        else
        {
            buffer.CopyTo(held.AsSpan(count));
            count += buffer.Length;
        }
        Position += buffer.Length;
    }

    /// <inheritdoc/>
    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    /// <inheritdoc/>
    public override int Read(Span<byte> buffer)
    {
        Empty();
        file.Position = Position;
        var read = file.Read(buffer);
        Position += read;
        return read;
    }

    /// <inheritdoc/>
    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    /// <inheritdoc/>
    public override long Seek(long offset, SeekOrigin origin) => Position = offset + origin switch
    {
        SeekOrigin.Begin => 0,
        SeekOrigin.Current => Position,
        _ => Length,
    };

    /// <inheritdoc/>
    public override void SetLength(long value)
    {
        Empty();
        file.SetLength(value);
        Position = Math.Min(Position, value);
    }

    /// <inheritdoc/>
    public override void Flush()
    {
        Empty();
        file.Flush();
    }

    private void Empty()
    {
        if (count == 0) return;
        file.Position = from;
        file.Write(held, 0, count);
        count = 0;
    }
}
