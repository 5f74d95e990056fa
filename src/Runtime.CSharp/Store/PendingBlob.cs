using Spindle.Plans;

namespace Spindle.Store;

/// <summary>A content that is being written. It enters the store when it is finished, and leaves nothing when it is not.</summary>
public sealed class PendingBlob : IDisposable
{
    private readonly BlobStream stream;
    private readonly Action<BlobStream> keep;
    private bool finished;

    internal PendingBlob(StoreFolders folders, Action<BlobStream> keep) => (stream, this.keep) = (new(folders), keep);

    /// <summary>Where the content goes; write only, from the beginning to the end.</summary>
    /// <remarks>Writing throws <see cref="StoreException"/> where there is no room or no permission.</remarks>
    public Stream Stream => stream;

    /// <summary>Ends the writing and puts the content into the store.</summary>
    /// <returns>The digest and the size in bytes.</returns>
    /// <exception cref="StoreException">There was no room, or no permission; nothing is left.</exception>
    public (Digest Digest, long Size) Finish()
    {
        FinishIf(_ => true);
        return (stream.Digest, stream.Length);
    }

    /// <summary>Ends the writing, and puts the content into the store if it is the one that is expected; else drops it.</summary>
    /// <returns>Whether it is.</returns>
    /// <exception cref="StoreException">There was no room, or no permission; nothing is left.</exception>
    internal bool FinishAs(Digest expected) => FinishIf(digest => digest == expected);

    /// <summary>Drops what was written, unless it was finished.</summary>
    public void Dispose() => stream.Abandon();

    private bool FinishIf(Func<Digest, bool> isRight)
    {
        if (finished) throw new InvalidOperationException("the blob is finished already");
        finished = true;
        try
        {
            return StoreException.Guard("writing to the store", () =>
            {
                stream.Complete();
                if (!isRight(stream.Digest)) return false;
                keep(stream);
                return true;
            });
        }
        finally
        {
            stream.Abandon();
        }
    }
}
