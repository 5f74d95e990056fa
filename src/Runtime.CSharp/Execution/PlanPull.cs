using System.Runtime.ExceptionServices;
using System.Threading.Channels;
using Spindle.Contracts;
using Spindle.Plans;
using Spindle.Store;
using Spindle.Store.Remotes;

namespace Spindle.Execution;

/// <summary>What a pull did.</summary>
/// <param name="Fetched">Steps whose result came.</param>
/// <param name="Here">Steps whose result the store had.</param>
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
    private const int MostRefused = 20;

    private readonly StepGraph graph = StepGraph.Of(plan, null);
    private readonly StepEntry?[] entries = new StepEntry?[plan.Steps.Count];
    private readonly TransferCount count = new();
    private readonly Queue<int> ready = new();
    private readonly Channel<Answer> answers = Channel.CreateUnbounded<Answer>();
    private int fetched, missing, refused, done;

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
        // Steps of the same key are asked for once.
        var asked = new Dictionary<Digest, List<int>>();
        for (var i = 0; i < entries.Length; i++)
            if (graph.Needs[i] == 0) ready.Enqueue(i);
        while (true)
        {
            while (problem is null && ready.TryDequeue(out var step))
            {
                var key = KeyOf(step);
                if (asked.TryGetValue(key.Digest, out var same)) same.Add(step);
                else if (graph.Steps[step].Find(store, key) is { } known) Settle(step, known);
                else
                {
                    asked.Add(key.Digest, [step]);
                    _ = AskAsync(reader, graph.Steps[step].Outputs, key.Digest, ending.Token);
                }
            }
            progress?.Report(new(done + missing, entries.Length, count.Bytes));
            if (asked.Count == 0) break;
            var answer = await answers.Reader.ReadAsync(CancellationToken.None).ConfigureAwait(false);
            asked.Remove(answer.Key, out var steps);
            if (answer.Entry is { } entry)
            {
                fetched += steps!.Count;
                steps.ForEach(step => Settle(step, entry));
            }
            else if (IsRefusal(answer.Problem)) missing += steps!.Count;
            else problem ??= answer.Problem;
            if (problem is not null) await ending.CancelAsync().ConfigureAwait(false);
        }
        store.Flush();
        if (problem is not null) ExceptionDispatchInfo.Throw(problem);
        return new(fetched, done - fetched, missing, entries.Length - done - missing, refused, count.Artifacts, count.Bytes);
    }

    private StepKey KeyOf(int step) => StepKey.Of(graph.Steps[step], graph.Steps[step].Inputs.ToDictionary(
        input => input.Key,
        input => entries[graph.ProducerOf(step, input.Key)]!.Outputs.First(output => output.Name == input.Value.Output).Digest));

    private async Task AskAsync(RemoteReader reader, IReadOnlyList<OutputDeclaration> promised, Digest key, CancellationToken cancellation)
    {
        await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        try
        {
            answers.Writer.TryWrite(new(key, await reader.FetchAsync(key, promised, cancellation).ConfigureAwait(false), null));
        }
        catch (Exception problem)
        {
            answers.Writer.TryWrite(new(key, null, problem));
        }
    }

    /// <summary>Whether a step has no result for a reason that does not end the pull; a lie is told.</summary>
    private bool IsRefusal(Exception? problem)
    {
        if (problem is not RemoteException { IsLie: true } lie) return problem is null;
        warn(new(lie.Code, lie.Message));
        return ++refused < MostRefused;
    }

    private void Settle(int step, StepEntry entry)
    {
        entries[step] = entry;
        done++;
        foreach (var dependent in graph.DependentsOf(step))
            if (--graph.Needs[dependent] == 0) ready.Enqueue(dependent);
    }

    private sealed record Answer(Digest Key, StepEntry? Entry, Exception? Problem);
}
