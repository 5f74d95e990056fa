using Spindle.Catalog;

namespace Spindle.Execution;

/// <summary>Runs steps on this machine: those that compute with tensors in worker processes, the others in this one.</summary>
public sealed class LocalExecutor(KindCatalog catalog, IStepExecutor inProcess, IStepExecutor workers) : IStepExecutor
{
    /// <inheritdoc/>
    public Task<ExecutedStep> ExecuteAsync(StepWork work, IStepListener listener, CancellationToken cancellation) =>
        (catalog.Operation(work.Step.Operation)?.Tensors == true ? workers : inProcess).ExecuteAsync(work, listener, cancellation);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await inProcess.DisposeAsync().ConfigureAwait(false);
        await workers.DisposeAsync().ConfigureAwait(false);
    }
}
