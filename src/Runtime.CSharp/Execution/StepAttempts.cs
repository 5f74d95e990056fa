using Spindle.Contracts;
using Spindle.Execution.Reasons;
using Spindle.Plans;
using Spindle.Store;

namespace Spindle.Execution;

/// <summary>Executes steps whose key the store does not know, and stores what they make.</summary>
internal sealed class StepAttempts(
    ContentStore store, IStepExecutor executor, Provenance provenance, RunReasons? reasons, TimeProvider clock)
{
    /// <summary>A step that took so long is not left to wait for others to be flushed with: a kill in that moment would cost it.</summary>
    private const double WorthAFlush = 0.1;

    /// <summary>Executes one step, or takes what another process made of it meanwhile. Never throws.</summary>
    /// <param name="work">The step with what it reads.</param>
    /// <param name="key">Its key.</param>
    /// <param name="turn">Lends the step its place among those that compute.</param>
    /// <param name="listener">Hears what happens.</param>
    /// <param name="cancellation">Signalled when the step is to end.</param>
    public async Task<AttemptEnd> RunAsync(StepWork work, StepKey key, Turn turn, AttemptListener listener, CancellationToken cancellation)
    {
        var from = clock.GetTimestamp();
        try
        {
            while (true)
            {
                var acquiring = StepLock.AcquireAsync(store, key.Digest, cancellation);
                // While another process computes the step, its place here goes to another step.
                if (!acquiring.IsCompleted) await turn.LendAsync(acquiring).ConfigureAwait(false);
                using var held = await acquiring.ConfigureAwait(false);
                if (held is not null) return await ExecuteAsync(work, key, listener, cancellation).ConfigureAwait(false);
                if (work.Step.Find(store, key) is { } entry) return new AttemptEnd.Found(entry);
                work.Step.Refuse(store, key);
            }
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            return new AttemptEnd.Cancelled();
        }
        catch (InputLostException lost)
        {
            return new AttemptEnd.InputLost(lost.Input, lost.Message);
        }
        catch (StepFailedException failed)
        {
            return new AttemptEnd.Failed(Told(failed.Failure, listener), clock.GetElapsedTime(from).TotalSeconds);
        }
        catch (Exception error)
        {
            return new AttemptEnd.Failed(OperationRun.FailureOf(error), clock.GetElapsedTime(from).TotalSeconds);
        }
    }

    /// <summary>A failure with the step's last words; where its process was ended from outside, they are all that it could say.</summary>
    private static StepFailure Told(StepFailure failure, AttemptListener listener) => failure with
    {
        Progress = listener.Last,
        Message = failure.Code is DiagnosticCodes.OverTime or DiagnosticCodes.OverMemory
            ? $"{failure.Message}; {(listener.Last.Length > 0 ? $"its last words were \"{listener.Last}\"" : "it had told nothing of its progress")}"
            : failure.Message,
    };

    private async Task<AttemptEnd> ExecuteAsync(StepWork work, StepKey key, AttemptListener listener, CancellationToken cancellation)
    {
        listener.Started(reasons?.Of(work.Step, key));
        var started = clock.GetUtcNow();
        var from = clock.GetTimestamp();
        var executed = await executor.ExecuteAsync(work, listener, cancellation).ConfigureAwait(false);
        var seconds = clock.GetElapsedTime(from).TotalSeconds;
        var entry = store.Commit(new(key.Digest, key.Text, executed.Outputs, provenance.Of(work, executed.Environment, started, seconds)));
        if (seconds >= WorthAFlush) store.Flush();
        return new AttemptEnd.Executed(entry, seconds);
    }
}
