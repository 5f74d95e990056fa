using Spindle.Plans;

namespace Spindle.Store.Remotes;

/// <summary>How far a transfer is.</summary>
/// <param name="Done">Results that are dealt with.</param>
/// <param name="Total">All of them.</param>
/// <param name="Bytes">What has moved so far.</param>
public sealed record TransferProgress(int Done, int Total, long Bytes);

/// <summary>What a push did.</summary>
/// <param name="Sent">Results that were sent, whole or in part.</param>
/// <param name="There">Results that were there already.</param>
/// <param name="Artifacts">Artifacts with a file of their own that were sent.</param>
/// <param name="Bytes">What was sent, entries included.</param>
/// <param name="Lost">Results whose artifacts are damaged or gone; they were not sent.</param>
public sealed record PushOutcome(int Sent, int There, int Artifacts, long Bytes, int Lost);

/// <summary>Sends results of a store to a remote, many at a time. Repeated after an interruption it goes on where it was.</summary>
/// <param name="store">The store.</param>
/// <param name="remote">The remote.</param>
/// <param name="limits">How long it is waited for.</param>
/// <param name="warn">Hears, from any thread, what is not as it should be.</param>
public sealed class StorePush(ContentStore store, IRemote remote, RemoteLimits limits, Action<StoreWarning> warn)
{
    /// <summary>The keys of all results that the store holds.</summary>
    /// <exception cref="StoreException">The store cannot be read.</exception>
    public static IReadOnlyList<Digest> AllOf(ContentStore store) => StoreException.Guard("reading the store", () =>
    {
        store.Flush();
        return (IReadOnlyList<Digest>)[.. StoreContents.EntryFiles(store).Select(file => StoreContents.KeyOf(store, file)).OfType<Digest>()];
    });

    /// <summary>Sends the results of some keys.</summary>
    /// <param name="keys">The keys; one without a result here is passed over.</param>
    /// <param name="progress">Hears how far it is, from any thread; may be null.</param>
    /// <param name="cancellation">Ends it; what was sent stays.</param>
    /// <exception cref="RemoteException">The remote failed.</exception>
    public async Task<PushOutcome> SendAsync(IReadOnlyCollection<Digest> keys, IProgress<TransferProgress>? progress, CancellationToken cancellation)
    {
        var count = new TransferCount();
        var writer = new RemoteWriter(store, new(remote, limits), count, warn);
        var (done, sent, there, lost) = (0, 0, 0, 0);
        await Parallel.ForEachAsync(keys, new ParallelOptions { MaxDegreeOfParallelism = limits.Parallel, CancellationToken = cancellation }, async (key, cancel) =>
        {
            try
            {
                if (store.FileOf(key) is not { } file) Interlocked.Increment(ref lost);
                else if (await writer.SendAsync(file, cancel).ConfigureAwait(false)) Interlocked.Increment(ref sent);
                else Interlocked.Increment(ref there);
            }
            catch (DamagedBlobException problem)
            {
                Interlocked.Increment(ref lost);
                warn(new(problem.Code, problem.Message));
            }
            progress?.Report(new(Interlocked.Increment(ref done), keys.Count, count.Bytes));
        }).ConfigureAwait(false);
        return new(sent, there, count.Artifacts, count.Bytes, lost);
    }
}
