namespace Spindle.Store.Remotes;

/// <summary>
/// Another place where results are kept. Each call is one attempt: who calls repeats it. What comes is a claim that its
/// reader verifies. Safe for several threads.
/// </summary>
public interface IRemote : IDisposable
{
    /// <summary>Its address as users see it; no password, no token.</summary>
    string Name { get; }

    /// <summary>Opens an item from some byte on; null where the remote does not have it.</summary>
    /// <param name="item">The item.</param>
    /// <param name="from">The first byte that is wanted; a remote may begin at zero instead.</param>
    /// <param name="cancellation">Ends the attempt, and reading what it gave.</param>
    /// <exception cref="RemoteException">The remote failed or refused.</exception>
    Task<RemoteContent?> GetAsync(RemoteItem item, long from, CancellationToken cancellation);

    /// <summary>The size of an item in bytes; null where the remote does not have it or does not say.</summary>
    /// <exception cref="RemoteException">The remote failed or refused.</exception>
    Task<long?> SizeAsync(RemoteItem item, CancellationToken cancellation);

    /// <summary>Sends an item, over what the remote has.</summary>
    /// <param name="item">The item.</param>
    /// <param name="content">Its bytes; the stream can seek and knows its length.</param>
    /// <param name="cancellation">Ends the attempt.</param>
    /// <exception cref="RemoteException">The remote failed or refused.</exception>
    Task PutAsync(RemoteItem item, Stream content, CancellationToken cancellation);
}
