using Spindle.Contracts;
using Spindle.Plans;
using Spindle.Store;

namespace Spindle.Execution;

/// <summary>Asks a worker which class of device computes: only there the tensor library is loaded.</summary>
public static class NumericsQuestion
{
    /// <summary>The numerics that accept results of that class alone.</summary>
    /// <param name="command">How a worker is started.</param>
    /// <param name="store">The store that the worker is told.</param>
    /// <param name="device">The device that is asked for: <c>cpu</c>, <c>cuda</c>, <c>cuda:1</c> or <c>auto</c>.</param>
    /// <exception cref="SpindleException">The library cannot be loaded, there is no such device, or the worker died.</exception>
    public static async Task<Numerics> AskAsync(WorkerCommand command, ContentStore store, string device)
    {
        using var nursery = new WorkerNursery(command);
        await using var worker = await nursery.StartAsync().ConfigureAwait(false);
        try
        {
            return new((await worker.AskAsync(device, store).ConfigureAwait(false)).Class);
        }
        catch (StepFailedException failed)
        {
            throw new SpindleException(failed.Failure.Code, failed.Failure.Message, failed);
        }
        catch (WorkerDiedException died)
        {
            throw new SpindleException(DiagnosticCodes.NoNumerics, $"the class of device is not known: {died.Message}", died);
        }
    }
}
