using System.Collections.Concurrent;

namespace Spindle.Execution;

/// <summary>
/// Starts worker processes from one thread that lives until the last of them is gone. The kernel ties a process to the
/// thread that forked it, not to the process: a thread of the pool would take its workers along when it retires.
/// </summary>
internal sealed class WorkerNursery : IDisposable
{
    private readonly BlockingCollection<TaskCompletionSource<WorkerProcess>> orders = [];

    public WorkerNursery(WorkerCommand command) => new Thread(() => Work(command)) { IsBackground = true, Name = "workers" }.Start();

    /// <summary>Starts a worker.</summary>
    /// <exception cref="System.ComponentModel.Win32Exception">The program cannot be started.</exception>
    public Task<WorkerProcess> StartAsync()
    {
        var order = new TaskCompletionSource<WorkerProcess>(TaskCreationOptions.RunContinuationsAsynchronously);
        orders.Add(order);
        return order.Task;
    }

    public void Dispose() => orders.CompleteAdding();

    private void Work(WorkerCommand command)
    {
        foreach (var order in orders.GetConsumingEnumerable())
        {
            try
            {
                order.SetResult(WorkerProcess.Start(command));
            }
            catch (Exception error)
            {
                order.SetException(error);
            }
        }
    }
}
