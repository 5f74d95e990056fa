using System.Collections.Concurrent;
using Spindle.Contracts;
using Spindle.Plans;

namespace Spindle.Store.Remotes;

/// <summary>
/// A remote as one run uses it: asked for what the store lacks and, where that is wanted, sent what the run executes.
/// Whatever it does, the run goes on: what it does not give is computed.
/// </summary>
public sealed class RunRemote : IDisposable
{
    private readonly ContentStore store;
    private readonly IRemote remote;
    private readonly RemoteReader reader;
    private readonly RemoteWriter writer;
    private readonly Patience reading, writing;
    private readonly Action<StoreWarning> warn;
    private readonly ConcurrentQueue<Task> sending = [];
    private readonly bool push;

    /// <summary>Gets ready to ask a remote.</summary>
    /// <param name="store">The store of the run.</param>
    /// <param name="remote">The remote; it ends with this object.</param>
    /// <param name="limits">How long it is waited for.</param>
    /// <param name="push">Whether it is sent what the run executes.</param>
    /// <param name="warn">Hears, from any thread, what goes wrong.</param>
    public RunRemote(ContentStore store, IRemote remote, RemoteLimits limits, bool push, Action<StoreWarning> warn)
    {
        (this.store, this.remote, this.push, this.warn) = (store, remote, push, warn);
        var requests = new RemoteRequests(remote, limits);
        reader = new(store, requests, Fetched);
        writer = new(store, requests, Sent, warn);
        reading = new(remote.Name, "nothing more is asked of it", warn);
        writing = new(remote.Name, "nothing more is sent to it", warn);
    }

    /// <summary>What came from the remote.</summary>
    public TransferCount Fetched { get; } = new();

    /// <summary>What went to it.</summary>
    public TransferCount Sent { get; } = new();

    /// <summary>Whether the remote is still asked.</summary>
    internal bool IsOpen => reading.IsOpen;

    /// <summary>Takes the result of a step from the remote; null where it does not give it.</summary>
    /// <exception cref="OperationCanceledException">The run is to end.</exception>
    internal async Task<StepEntry?> FetchAsync(Digest key, IReadOnlyList<OutputDeclaration> promised, CancellationToken cancellation)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellation, reading.Aside);
        try
        {
            var entry = await reader.FetchAsync(key, promised, either.Token).ConfigureAwait(false);
            reading.Praise();
            return entry;
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return null;
        }
        catch (RemoteException problem)
        {
            reading.Blame(problem);
            return null;
        }
        catch (StoreException problem)
        {
            warn(new(problem.Code, problem.Message));
            return null;
        }
    }

    /// <summary>Begins to send a result that the run has executed, where that is wanted.</summary>
    internal void Send(Digest key, CancellationToken cancellation)
    {
        if (push && writing.IsOpen) sending.Enqueue(Task.Run(() => SendAsync(key, cancellation), CancellationToken.None));
    }

    /// <summary>Waits until all is sent, and tells what went wrong.</summary>
    internal async Task FinishAsync()
    {
        await Task.WhenAll(sending).ConfigureAwait(false);
        reading.Close();
        writing.Close();
    }

    /// <summary>Ends the connection.</summary>
    public void Dispose()
    {
        remote.Dispose();
        reading.Dispose();
        writing.Dispose();
    }

    private async Task SendAsync(Digest key, CancellationToken cancellation)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellation, writing.Aside);
        try
        {
            if (store.FileOf(key) is { } file) await writer.SendAsync(file, either.Token).ConfigureAwait(false);
            writing.Praise();
        }
        catch (OperationCanceledException)
        {
        }
        catch (RemoteException problem)
        {
            writing.Blame(problem);
        }
        catch (StoreException problem)
        {
            warn(new(problem.Code, problem.Message));
        }
    }
}
