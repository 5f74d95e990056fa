using Spindle.Plans;

namespace Spindle.Store;

/// <summary>A content that is being written. It enters the store when it is finished, and leaves nothing when it is not.</summary>
public sealed class PendingBlob : IDisposable
{
    private readonly BlobStream stream;
    private readonly Func<BlobStream, Digest> keep;
    private bool finished;

    internal PendingBlob(StoreFolders folders, Func<BlobStream, Digest> keep) => (stream, this.keep) = (new(folders), keep);

    /// <summary>Where the content goes; write only, from the beginning to the end.</summary>
    /// <remarks>Writing throws <see cref="StoreException"/> where there is no room or no permission.</remarks>
    public Stream Stream => stream;

    /// <summary>Ends the writing and puts the content into the store.</summary>
    /// <returns>The digest and the size in bytes.</returns>
    /// <exception cref="StoreException">There was no room, or no permission; nothing is left.</exception>
    public (Digest Digest, long Size) Finish()
    {
        if (finished) throw new InvalidOperationException("the blob is finished already");
        finished = true;
        try
        {
            return StoreException.Guard("writing to the store", () =>
            {
                stream.Complete();
                return (keep(stream), stream.Length);
            });
        }
        finally
        {
            stream.Abandon();
        }
    }

    /// <summary>Ends the writing of what should have a digest; where it has another it is dropped, and false is said.</summary>
    /// <exception cref="StoreException">There was no room, or no permission; nothing is left.</exception>
    internal bool TryFinish(Digest wanted)
    {
        if (finished) throw new InvalidOperationException("the blob is finished already");
        finished = true;
        try
        {
            return StoreException.Guard("writing to the store", () =>
            {
                stream.Complete();
                return stream.Digest == wanted && keep(stream) == wanted;
            });
        }
        finally
        {
            stream.Abandon();
        }
    }

    /// <summary>Drops what was written, unless it was finished.</summary>
    public void Dispose() => stream.Abandon();
}
