using System.Runtime.ExceptionServices;
using System.Threading.Channels;
using Spindle.Plans;
using Spindle.Store;
using Spindle.Store.Remotes;

namespace Spindle.Execution;

/// <summary>What a pull did.</summary>
/// <param name="Fetched">Results that came.</param>
/// <param name="Here">Results that the store had.</param>
/// <param name="Missing">Steps whose result the remote does not have whole.</param>
/// <param name="Waiting">Steps of which nothing can be known, since they need one of those.</param>
/// <param name="Refused">Results that the remote sent and that were not what was asked for; counted under <paramref name="Missing"/> too.</param>
/// <param name="Artifacts">Artifacts with a file of their own that came.</param>
/// <param name="Bytes">What came, entries included.</param>
public sealed record PullOutcome(int Fetched, int Here, int Missing, int Waiting, int Refused, int Artifacts, long Bytes);

/// <summary>Takes the results of a plan's steps from a remote, as many at a time as their inputs are known. Used once.</summary>
/// <param name="plan">The plan.</param>
/// <param name="store">Where they go.</param>
/// <param name="remote">The remote.</param>
/// <param name="limits">How long it is waited for.</param>
/// <param name="warn">Hears what was refused.</param>
public sealed class PlanPull(Plan plan, ContentStore store, IRemote remote, RemoteLimits limits, Action<StoreWarning> warn)
{
    private readonly StepGraph graph = StepGraph.Of(plan, null);
    private readonly StepEntry?[] entries = new StepEntry?[plan.Steps.Count];
    private readonly TransferCount count = new();
    private readonly Queue<int> ready = new();
    private readonly Channel<Answer> answers = Channel.CreateUnbounded<Answer>();
    private int here, missing, refused, done;

    /// <summary>Takes what the remote has and the store lacks. What came stays, however this ends.</summary>
    /// <param name="progress">Hears how far it is; may be null.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <exception cref="RemoteException">The remote failed.</exception>
    /// <exception cref="StoreException">There is no room, or no permission.</exception>
    /// <exception cref="OperationCanceledException">It was ended.</exception>
    public async Task<PullOutcome> FetchAsync(IProgress<TransferProgress>? progress, CancellationToken cancellation)
    {
        var reader = new RemoteReader(store, new(remote, limits), count);
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        Exception? problem = null;
        var asked = 0;
        for (var i = 0; i < entries.Length; i++)
            if (graph.Needs[i] == 0) ready.Enqueue(i);
        while (true)
        {
            while (problem is null && ready.TryDequeue(out var step))
                if (!LookUp(step, out var key))
                {
                    asked++;
                    _ = AskAsync(reader, step, key, ending.Token);
                }
            progress?.Report(new(done + missing, entries.Length, count.Bytes));
            if (asked == 0) break;
            var answer = await answers.Reader.ReadAsync(CancellationToken.None).ConfigureAwait(false);
            asked--;
            if (answer.Entry is not null) Settle(answer.Step, answer.Entry);
            else if (!IsRefusal(answer.Problem)) problem ??= answer.Problem;
            if (problem is not null) await ending.CancelAsync().ConfigureAwait(false);
        }
        store.Flush();
        if (problem is not null) ExceptionDispatchInfo.Throw(problem);
        return new(count.Results, here, missing, entries.Length - done - missing, refused, count.Artifacts, count.Bytes);
    }

    /// <summary>Takes a result that the store has.</summary>
    private bool LookUp(int step, out StepKey key)
    {
        var inputs = graph.Steps[step].Inputs.ToDictionary(
            input => input.Key,
            input => entries[graph.ProducerOf(step, input.Key)]!.Outputs.First(output => output.Name == input.Value.Output).Digest);
        key = StepKey.Of(graph.Steps[step], inputs);
        if (graph.Steps[step].Find(store, key) is not { } entry) return false;
        here++;
        Settle(step, entry);
        return true;
    }

    private async Task AskAsync(RemoteReader reader, int step, StepKey key, CancellationToken cancellation)
    {
        await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        try
        {
            var entry = await reader.FetchAsync(key.Digest, graph.Steps[step].Outputs, cancellation).ConfigureAwait(false);
            answers.Writer.TryWrite(new(step, entry, null));
        }
        catch (Exception problem)
        {
            answers.Writer.TryWrite(new(step, null, problem));
        }
    }

    /// <summary>Whether a step has no result for a reason that does not end the pull; counts it.</summary>
    private bool IsRefusal(Exception? problem)
    {
        if (problem is not null and not RemoteException { IsLie: true }) return false;
        missing++;
        if (problem is not RemoteException lie) return true;
        refused++;
        warn(new(lie.Code, lie.Message));
        return true;
    }

    private void Settle(int step, StepEntry entry)
    {
        entries[step] = entry;
        done++;
        foreach (var dependent in graph.DependentsOf(step))
            if (--graph.Needs[dependent] == 0) ready.Enqueue(dependent);
    }

    private sealed record Answer(int Step, StepEntry? Entry, Exception? Problem);
}
