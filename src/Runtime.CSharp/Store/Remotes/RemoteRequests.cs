namespace Spindle.Store.Remotes;

/// <summary>Asks a remote: so many requests at once as it may get, each again after a growing, random wait where it may still work.</summary>
internal sealed class RemoteRequests(IRemote remote, RemoteLimits limits)
{
    private readonly SemaphoreSlim places = new(limits.Parallel);

    public IRemote Remote { get; } = remote;

    /// <summary>Does one request, as often as it is worth it.</summary>
    /// <exception cref="RemoteException">The last attempt failed.</exception>
    public async Task<T> AskAsync<T>(Func<IRemote, Task<T>> request, CancellationToken cancellation)
    {
        await places.WaitAsync(cancellation).ConfigureAwait(false);
        try
        {
            for (var attempt = 1; ; attempt++)
            {
                try
                {
                    return await request(Remote).ConfigureAwait(false);
                }
                catch (Exception problem) when (problem is not (StoreException or OperationCanceledException))
                {
                    // Libraries have their own ways to fail at what they did not expect.
                    throw RemoteException.Lie($"the remote {Remote.Name} answers what cannot be understood", problem);
                }
                catch (RemoteException problem) when (problem.IsPassing && (problem.AfterProgress || attempt < limits.Attempts))
                {
                    if (problem.AfterProgress) attempt = 1;
                    await Task.Delay(Wait(attempt, problem.Wait), cancellation).ConfigureAwait(false);
                }
            }
        }
        finally
        {
            places.Release();
        }
    }

    /// <summary>Random, so that many who failed together do not come back together.</summary>
    private TimeSpan Wait(int attempt, TimeSpan? asked)
    {
        var wait = limits.FirstWait * Math.Pow(2, attempt - 1) * (0.5 + Random.Shared.NextDouble() / 2);
        if (asked > wait) wait = asked.Value;
        return wait < limits.LongestWait ? wait : limits.LongestWait;
    }
}
