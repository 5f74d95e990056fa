using System.Collections.Concurrent;
using Spindle.Contracts;
using Spindle.Plans;
using Spindle.Store;

namespace Spindle.Execution;

/// <summary>
/// Runs steps in worker processes, one a step that runs at the time. Workers start when a step needs one and serve further
/// steps; a step whose worker dies gets one more, fresh one.
/// </summary>
/// <param name="store">The store that the workers use too.</param>
/// <param name="command">How a worker is started.</param>
/// <param name="grace">How long a worker may take to end its step once it is told to.</param>
public sealed class WorkerExecutor(ContentStore store, WorkerCommand command, TimeSpan grace) : IStepExecutor
{
    /// <summary>A worker that holds more than this share of a step's memory limit leaves that step to a fresh one.</summary>
    private const double ShareOfLimit = 0.25;

    /// <summary>Workers that have loaded the tensor library, and those that have not.</summary>
    private readonly ConcurrentBag<WorkerProcess> withTensors = [], plain = [];
    private readonly ConcurrentDictionary<WorkerProcess, byte> alive = [];
    private readonly WorkerNursery nursery = new(command);

    /// <inheritdoc/>
    public async Task<ExecutedStep> ExecuteAsync(StepWork work, IStepListener listener, CancellationToken cancellation)
    {
        try
        {
            return await OnceAsync(Waiting(work.Step), work, listener, cancellation).ConfigureAwait(false);
        }
        catch (LimitExceededException exceeded)
        {
            throw new StepFailedException(exceeded.Failure);
        }
        catch (WorkerDiedException first)
        {
            listener.Retried(first.Message);
            try
            {
                return await OnceAsync(null, work, listener, cancellation).ConfigureAwait(false);
            }
            catch (LimitExceededException exceeded)
            {
                throw new StepFailedException(exceeded.Failure);
            }
            catch (WorkerDiedException again)
            {
                throw new StepFailedException(new(
                    DiagnosticCodes.WorkerDied, "", $"{again.Message}, and so did the one before it: it {first.Reason}", "")
                {
                    Printed = again.Printed,
                });
            }
        }
    }

    /// <summary>Ends every worker, those that still run a step too.</summary>
    public async ValueTask DisposeAsync()
    {
        foreach (var worker in alive.Keys) await worker.DisposeAsync().ConfigureAwait(false);
        nursery.Dispose();
    }

    private ConcurrentBag<WorkerProcess> Idle(Step step) => step.Resources.Tensors ? withTensors : plain;

    /// <summary>An idle worker that suits a step.</summary>
    private WorkerProcess? Waiting(Step step)
    {
        if (!Idle(step).TryTake(out var worker)) return null;
        if (step.Resources.Limits.Memory is not { } limit || worker.Memory <= ShareOfLimit * limit.Bytes) return worker;
        Idle(step).Add(worker);
        return null;
    }

    private async Task<ExecutedStep> OnceAsync(WorkerProcess? waiting, StepWork work, IStepListener listener, CancellationToken cancellation)
    {
        var worker = waiting ?? await nursery.StartAsync().ConfigureAwait(false);
        alive.TryAdd(worker, 0);
        var usable = false;
        try
        {
            var executed = await worker.ExecuteAsync(work, store, listener, grace, cancellation).ConfigureAwait(false);
            usable = true;
            return executed;
        }
        catch (Exception error) when (error is StepFailedException or InputLostException)
        {
            usable = true;
            throw;
        }
        finally
        {
            if (usable && !worker.IsKilled) Idle(work.Step).Add(worker);
            else
            {
                await worker.DisposeAsync().ConfigureAwait(false);
                alive.TryRemove(worker, out _);
            }
        }
    }
}
