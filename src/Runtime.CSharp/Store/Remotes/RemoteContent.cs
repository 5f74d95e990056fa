namespace Spindle.Store.Remotes;

/// <summary>An item of a remote that is being read.</summary>
/// <param name="Stream">Its bytes; reading throws <see cref="RemoteException"/> where the remote fails.</param>
/// <param name="From">The place of the first byte of the stream in the item.</param>
/// <param name="Length">How many bytes are to come, as the remote says; null where it does not.</param>
public sealed record RemoteContent(Stream Stream, long From, long? Length) : IDisposable
{
    /// <summary>Ends the reading.</summary>
    public void Dispose() => Stream.Dispose();
}
