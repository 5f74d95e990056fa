using System.Text.Json.Nodes;
using Spindle.Catalog;
using Spindle.Store;

namespace Spindle.Execution;

/// <summary>Runs steps on the thread pool of this process: those that need no tensors.</summary>
public sealed class InProcessExecutor(KindCatalog catalog, ContentStore store) : IStepExecutor
{
    private readonly Lazy<JsonObject> machine = new(Machine.Describe);

    /// <inheritdoc/>
    public Task<ExecutedStep> ExecuteAsync(StepWork work, IStepListener listener, CancellationToken cancellation) =>
        Task.Run(
            () =>
            {
                var progress = new ThrottledProgress(listener.Progress);
                return new ExecutedStep(OperationRun.Run(catalog, store, work, "cpu", progress.Report, cancellation), machine.Value);
            },
            cancellation);

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
