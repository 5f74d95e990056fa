using Spindle.Catalog;
using Spindle.Plans;

namespace Spindle.Execution;

/// <summary>
/// Runs steps on this machine: those that compute with tensors in worker processes, and those that have limits, since only a
/// process can be ended; the others in this one.
/// </summary>
public sealed class LocalExecutor(KindCatalog catalog, IStepExecutor inProcess, IStepExecutor workers) : IStepExecutor
{
    /// <inheritdoc/>
    public Task<ExecutedStep> ExecuteAsync(StepWork work, IStepListener listener, CancellationToken cancellation) =>
        (NeedsWorker(work.Step) ? workers : inProcess).ExecuteAsync(work, listener, cancellation);

    private bool NeedsWorker(Step step) => catalog.Operation(step.Operation)?.Tensors == true || !step.Resources.Limits.AreNone;

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await inProcess.DisposeAsync().ConfigureAwait(false);
        await workers.DisposeAsync().ConfigureAwait(false);
    }
}
