using System.Collections.Concurrent;
using Spindle.Comparison;
using Spindle.Store;

namespace Spindle.Execution;

/// <summary>
/// Computes stored results again, each by itself and with the stored content of what it reads, and compares the outputs. It finds
/// operations that do not repeat, and results that are whole and wrong.
/// </summary>
/// <param name="store">Where the results are; nothing is written there.</param>
/// <param name="scratch">Where they are computed.</param>
/// <param name="executor">Runs single steps on the scratch store.</param>
public sealed class Recomputer(ContentStore store, ScratchStore scratch, IStepExecutor executor)
{
    /// <summary>Computes some steps again.</summary>
    /// <param name="plan">The plan's steps, as they stand in the store.</param>
    /// <param name="chosen">Those with a result that are computed again.</param>
    /// <param name="options">Jobs, device and files.</param>
    /// <param name="observer">Hears of every step when it is done; from any thread, one at a time.</param>
    /// <param name="cancellation">Ends the work.</param>
    /// <returns>What came of each, in the order in which they were chosen.</returns>
    /// <exception cref="StoreException">There is no room for the scratch area, or no permission.</exception>
    /// <exception cref="OperationCanceledException">The work was ended.</exception>
    public async Task<IReadOnlyList<RecomputedStep>> RunAsync(
        IReadOnlyList<StepStatus> plan, IReadOnlyList<StepStatus> chosen, RunOptions options, Action<RecomputedStep> observer, CancellationToken cancellation)
    {
        var entries = plan.Where(status => status.Entry is not null).ToDictionary(status => status.Step.Id, status => status.Entry!);
        var done = new ConcurrentDictionary<string, RecomputedStep>();
        var telling = new Lock();
        var jobs = new ParallelOptions { MaxDegreeOfParallelism = options.Jobs, CancellationToken = cancellation };
        await Parallel.ForEachAsync(chosen, jobs, async (status, token) =>
        {
            var inputs = status.Step.Inputs.ToDictionary(input => input.Key, input => OutputOf(entries[input.Value.Step], input.Value.Output));
            var work = new StepWork(status.Step, inputs, options.Device, options.Files);
            var step = await RecomputeAsync(work, status.Entry!, token).ConfigureAwait(false);
            done[step.Step] = step;
            lock (telling) observer(step);
        }).ConfigureAwait(false);
        return [.. chosen.Select(status => done[status.Step.Id])];
    }

    private async Task<RecomputedStep> RecomputeAsync(StepWork work, StepEntry entry, CancellationToken cancellation)
    {
        var from = TimeProvider.System.GetTimestamp();
        double Seconds() => TimeProvider.System.GetElapsedTime(from).TotalSeconds;
        using var loan = scratch.Lend(work.Inputs.Values);
        try
        {
            var executed = await executor.ExecuteAsync(work, new NoListener(), cancellation).ConfigureAwait(false);
            var seconds = Seconds();
            try
            {
                var changed = executed.Outputs.Where(output => OutputOf(entry, output.Name).Digest != output.Digest).ToList();
                return changed.Count == 0
                    ? new RecomputedStep.Same(work.Step.Id, entry.Key, seconds)
                    : new RecomputedStep.Different(
                        work.Step.Id,
                        entry.Key,
                        seconds,
                        [.. changed.Select(output => Compare(OutputOf(entry, output.Name), output))],
                        ResultEnvironment.Changes(entry, executed));
            }
            finally
            {
                scratch.Drop(executed.Outputs);
            }
        }
        catch (StepFailedException failed)
        {
            return new RecomputedStep.Failed(work.Step.Id, entry.Key, Seconds(), failed.Failure);
        }
        catch (InputLostException lost)
        {
            return new RecomputedStep.InputLost(work.Step.Id, entry.Key, Seconds(), lost.Input, lost.Message);
        }
    }

    private RecomputedOutput Compare(StoredOutput stored, StoredOutput again)
    {
        ArtifactDifference? difference = null;
        try
        {
            using var before = store.Open(stored);
            using var after = scratch.Store.Open(again);
            difference = ArtifactComparison.Of(stored.Type, before, after, Tolerance.None);
        }
        catch (Exception unreadable) when (unreadable is DamagedBlobException or FormatException or NotSupportedException)
        {
            // The digests differ all the same, which is what was asked.
        }
        return new(stored.Name, stored.Digest, again.Digest, difference);
    }

    private static StoredOutput OutputOf(StepEntry entry, string output) => entry.Outputs.First(stored => stored.Name == output);

    private sealed class NoListener : IStepListener
    {
        public void Progress(double fraction, string words)
        {
        }

        public void Retried(string reason)
        {
        }
    }
}
