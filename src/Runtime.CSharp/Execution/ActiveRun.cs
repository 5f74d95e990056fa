using System.Threading.Channels;
using Spindle.Plans;
using Spindle.Store;
using Spindle.Store.Remotes;

namespace Spindle.Execution;

/// <summary>One run in progress. A single loop holds all its state; steps that run talk to it through a mailbox.</summary>
internal sealed class ActiveRun
{
    private const int MostRepairs = 2;

    private readonly StepGraph graph;
    private readonly string experiment;
    private readonly RunOptions options;
    private readonly ContentStore store;
    private readonly StoreWarnings warnings;
    private readonly StepAttempts attempts;
    private readonly IRunObserver observer;
    private readonly TimeProvider clock;
    private readonly Channel<RunMessage> mailbox = Channel.CreateUnbounded<RunMessage>(new() { SingleReader = true });
    private readonly CancellationTokenSource stopping = new();

    private readonly StepResults results;
    private readonly StepKey?[] keys;
    private readonly int[] needs;
    private readonly bool[] released;
    private readonly int[] repairs;
    private readonly Queue<int> ready = new();
    private readonly Places places;
    private readonly Dictionary<Digest, int> inFlight = [];
    private readonly Dictionary<int, List<int>> followers = [];
    private readonly Dictionary<int, List<int>> mending = [];
    private int running;
    private string? endedBy;
    private bool interrupted, outOfPatience;
    private CancellationToken interruption;

    public ActiveRun(
        string experiment, StepGraph graph, RunOptions options, ContentStore store, StoreWarnings warnings, StepAttempts attempts,
        IRunObserver observer, TimeProvider clock)
    {
        (this.experiment, this.graph, this.options, this.store, this.warnings, this.attempts, this.observer, this.clock) =
            (experiment, graph, options, store, warnings, attempts, observer, clock);
        var count = graph.Steps.Count;
        results = new(graph, observer, options.Failures, clock);
        keys = new StepKey?[count];
        needs = [.. graph.Needs];
        released = new bool[count];
        repairs = new int[count];
        places = new(graph, Math.Max(1, options.Jobs));
    }

    public async Task<RunSummary> RunAsync(CancellationToken cancellation)
    {
        interruption = cancellation;
        var from = clock.GetTimestamp();
        observer.On(new RunStarted(clock.GetUtcNow(), options.Run, experiment, graph.Steps.Count, options.Jobs));
        await using var registration = cancellation.Register(() => mailbox.Writer.TryWrite(new RunMessage.Interrupted())).ConfigureAwait(false);
        using var listening = warnings.Listen(warning => mailbox.Writer.TryWrite(new RunMessage.Warned(warning)));
        for (var i = 0; i < needs.Length; i++)
            if (needs[i] == 0) ready.Enqueue(i);
        try
        {
            await WorkAsync().ConfigureAwait(false);
        }
        catch
        {
            // The run cannot even be recorded: nothing goes on without it.
            await AbandonAsync().ConfigureAwait(false);
            throw;
        }
        results.SkipTheRest(endedBy ?? "nothing that it needs could run");
        store.Flush();
        if (options.Remote is { } remote) await remote.FinishAsync().ConfigureAwait(false);
        while (mailbox.Reader.TryRead(out var late))
            if (late is RunMessage.Warned) Handle(late);
        var summary = new RunSummary(options.Run, results.All, clock.GetElapsedTime(from).TotalSeconds, interrupted) { Fetched = options.Remote?.Fetched.Results ?? 0 };
        observer.On(new RunFinished(
            clock.GetUtcNow(), summary.Executed, summary.Cached, summary.Failed, summary.Skipped, summary.Seconds, interrupted));
        return summary;
    }

    private async Task WorkAsync()
    {
        while (true)
        {
            while (mailbox.Reader.TryRead(out var message)) Handle(message);
            if (endedBy is null && ready.TryDequeue(out var step)) LookUp(step);
            else if (StartNext()) { }
            else if (running == 0 || outOfPatience) break;
            else Handle(await mailbox.Reader.ReadAsync(CancellationToken.None).ConfigureAwait(false));
        }
    }

    /// <summary>Ends the steps that run, telling nobody.</summary>
    private async Task AbandonAsync()
    {
        End("the run failed");
        while (running > 0 && !outOfPatience)
        {
            switch (await mailbox.Reader.ReadAsync(CancellationToken.None).ConfigureAwait(false))
            {
                case RunMessage.Ended or RunMessage.Fetched:
                    running--;
                    break;
                case RunMessage.PlaceWanted(_, var granted):
                    granted.TrySetResult();
                    break;
                case RunMessage.OutOfPatience:
                    outOfPatience = true;
                    break;
            }
        }
    }

    private void Handle(RunMessage message)
    {
        switch (message)
        {
            case RunMessage.Happened(var step, var describe):
                if (results[step] is null) observer.On(describe(clock.GetUtcNow(), graph.Steps[step].Id));
                break;
            case RunMessage.Ended(var step, var end):
                running--;
                places.Give(step);
                Take(step, end);
                break;
            case RunMessage.Fetched(var step, var entry):
                running--;
                if (entry is not null) Release(step, new(graph.Steps[step].Id, StepOutcome.Cached, entry, 0, null, null));
                else places.Queue(step);
                break;
            case RunMessage.PlaceGiven(var step):
                places.Give(step);
                break;
            case RunMessage.PlaceWanted(var step, var granted):
                places.Queue(step, granted);
                if (endedBy is not null) places.Dismiss();
                break;
            case RunMessage.Warned(var warning):
                observer.On(new StoreWarningRaised(clock.GetUtcNow(), warning.Code, warning.Message));
                break;
            case RunMessage.Doomed(var step, var producer):
                Finish(step, results.Skipped(step, results.ReasonOf(producer)));
                break;
            case RunMessage.Interrupted:
                interrupted = true;
                End("the run was interrupted");
                break;
            case RunMessage.OutOfPatience:
                outOfPatience = true;
                break;
        }
    }

    /// <summary>All that a step reads is known, hence its key: takes its result from the store, or queues it.</summary>
    private void LookUp(int step)
    {
        if (!InputsStand(step)) return;
        var key = StepKey.Of(graph.Steps[step], graph.Steps[step].Inputs.Keys.ToDictionary(name => name, name => InputOf(step, name).Digest), options.Numerics);
        keys[step] = key;
        if (inFlight.TryGetValue(key.Digest, out var leader)) ListOf(followers, leader).Add(step);
        else if (graph.Steps[step].Find(store, key) is { } entry) Finish(step, new(graph.Steps[step].Id, StepOutcome.Cached, entry, 0, null, null));
        else
        {
            inFlight.Add(key.Digest, step);
            if (options.Remote is { IsOpen: true } remote)
            {
                running++;
                _ = FetchAsync(remote, step, key);
            }
            else places.Queue(step);
        }
    }

    /// <summary>Asks a remote for a result. It takes no place: many are asked for at once, while others compute.</summary>
    private async Task FetchAsync(RunRemote remote, int step, StepKey key)
    {
        await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        StepEntry? entry = null;
        try
        {
            entry = await remote.FetchAsync(key.Digest, graph.Steps[step].Outputs, stopping.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            // The run is to end: it tells so of every step that has no result.
        }
        finally
        {
            mailbox.Writer.TryWrite(new RunMessage.Fetched(step, entry));
        }
    }

    /// <summary>Whether the steps that a step needs have results: one of them may have to run again since the step was queued.</summary>
    private bool InputsStand(int step)
    {
        foreach (var name in graph.Steps[step].Inputs.Keys)
        {
            var producer = graph.ProducerOf(step, name);
            if (results[producer]?.Entry is not null) continue;
            var waiting = Withdraw(step);
            if (results[producer] is null) ListOf(mending, producer).AddRange(waiting);
            else Doom(waiting, producer);
            return false;
        }
        return true;
    }

    /// <summary>Takes back that a step is in flight; gives it and those that wait for the same work.</summary>
    private List<int> Withdraw(int step)
    {
        if (keys[step] is { } key && inFlight.TryGetValue(key.Digest, out var leader) && leader == step) inFlight.Remove(key.Digest);
        return followers.Remove(step, out var same) ? [step, .. same] : [step];
    }

    private StoredOutput InputOf(int step, string name)
    {
        var output = graph.Steps[step].Inputs[name].Output;
        return results[graph.ProducerOf(step, name)]!.Entry!.Outputs.First(stored => stored.Name == output);
    }

    private bool StartNext()
    {
        if (endedBy is not null || !places.TryTake(out var step, out var returning)) return false;
        if (returning is not null)
        {
            returning.SetResult();
            return true;
        }
        if (!InputsStand(step))
        {
            places.Give(step);
            return true;
        }
        var plan = graph.Steps[step];
        var work = new StepWork(plan, plan.Inputs.Keys.ToDictionary(name => name, name => InputOf(step, name)), options.Device, options.Files);
        running++;
        _ = AttemptAsync(step, work, keys[step]!);
        return true;
    }

    private async Task AttemptAsync(int step, StepWork work, StepKey key)
    {
        await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        var listener = new AttemptListener(step, work.Step.Operation, mailbox.Writer);
        var end = await attempts.RunAsync(work, key, new(step, mailbox.Writer), listener, stopping.Token).ConfigureAwait(false);
        mailbox.Writer.TryWrite(new RunMessage.Ended(step, end));
    }

    private void Take(int step, AttemptEnd end)
    {
        var id = graph.Steps[step].Id;
        if (end is AttemptEnd.InputLost lost && repairs[step]++ < MostRepairs)
        {
            Mend(step, lost);
            return;
        }
        var result = end switch
        {
            AttemptEnd.Executed done => new StepResult(id, StepOutcome.Executed, done.Entry, done.Seconds, null, null),
            AttemptEnd.Found found => new(id, StepOutcome.Cached, found.Entry, 0, null, null),
            AttemptEnd.Failed failed => results.Failed(step, keys[step], failed.Failure, failed.Seconds),
            AttemptEnd.InputLost again => results.Failed(step, keys[step], again),
            _ => results.Skipped(step, endedBy ?? "it was told to end"),
        };
        if (end is AttemptEnd.Executed) options.Remote?.Send(keys[step]!.Digest, interruption);
        Release(step, result);
        if (result.Outcome == StepOutcome.Failed && options.FailFast) End($"step {id} failed");
    }

    /// <summary>Ends a step that was in flight, and those that wait for the same work under other names.</summary>
    private void Release(int step, StepResult result)
    {
        inFlight.Remove(keys[step]!.Digest);
        Finish(step, result);
        if (!followers.Remove(step, out var same)) return;
        foreach (var follower in same)
            Finish(follower, result with
            {
                Step = graph.Steps[follower].Id,
                Outcome = result.Outcome == StepOutcome.Executed ? StepOutcome.Cached : result.Outcome,
                Seconds = 0,
            });
    }

    private void Finish(int step, StepResult result)
    {
        results.Set(step, result with { Key = keys[step] });
        Resume(step);
        if (result.Entry is null) results.SkipDependents(step, dependent => needs[dependent] > 0);
        else if (!released[step])
        {
            released[step] = true;
            foreach (var dependent in graph.DependentsOf(step))
                if (--needs[dependent] == 0) ready.Enqueue(dependent);
        }
    }

    /// <summary>An artifact that a step reads is lost: the step that makes it runs again, and then this one.</summary>
    private void Mend(int step, AttemptEnd.InputLost lost)
    {
        var producer = graph.ProducerOf(step, lost.Input);
        observer.On(new StepRetried(clock.GetUtcNow(), graph.Steps[step].Id, $"{graph.Steps[producer].Id} runs again: {lost.Message}"));
        ListOf(mending, producer).AddRange(Withdraw(step));
        if (results[producer] is not { } made) return;
        if (made.Entry is not null) store.NoteLoss(InputOf(step, lost.Input).Digest);
        results.Forget(producer);
        ready.Enqueue(producer);
    }

    /// <summary>A step whose result was lost has run again: those that wait for it go on, or end with it.</summary>
    private void Resume(int producer)
    {
        if (!mending.Remove(producer, out var waiting)) return;
        if (results[producer]!.Entry is null) Doom(waiting, producer);
        else waiting.ForEach(ready.Enqueue);
    }

    private void Doom(List<int> steps, int producer)
    {
        foreach (var step in steps) mailbox.Writer.TryWrite(new RunMessage.Doomed(step, producer));
    }

    private void End(string reason)
    {
        if (endedBy is not null) return;
        endedBy = reason;
        places.Dismiss();
        stopping.Cancel();
        _ = WaitAsync();

        async Task WaitAsync()
        {
            // Executors get their grace first; what is still there after it does not listen.
            await Task.Delay(options.Grace + options.Grace / 4, clock).ConfigureAwait(false);
            mailbox.Writer.TryWrite(new RunMessage.OutOfPatience());
        }
    }

    private static List<int> ListOf(Dictionary<int, List<int>> lists, int step)
    {
        if (!lists.TryGetValue(step, out var list)) lists[step] = list = [];
        return list;
    }
}
