namespace Spindle.Store.Remotes;

/// <summary>Ends a transfer that stalls or drips: in every window of time it must end or move a least number of bytes.</summary>
internal sealed class Pace : IDisposable
{
    private readonly CancellationTokenSource source;
    private readonly CancellationToken outer;
    private readonly RemoteLimits limits;
    private long moved;

    public Pace(RemoteLimits limits, CancellationToken cancellation)
    {
        (this.limits, outer) = (limits, cancellation);
        source = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        source.CancelAfter(limits.Window);
    }

    /// <summary>Signalled when the transfer is too slow, or is to end anyway.</summary>
    public CancellationToken Token => source.Token;

    /// <summary>Whether the transfer was ended for being too slow.</summary>
    public bool IsLost => source.IsCancellationRequested && !outer.IsCancellationRequested;

    /// <summary>Some bytes have moved.</summary>
    public void Moved(long bytes)
    {
        moved += bytes;
        if (moved < limits.LeastBytes) return;
        moved = 0;
        source.CancelAfter(limits.Window);
    }

    public void Dispose() => source.Dispose();
}
