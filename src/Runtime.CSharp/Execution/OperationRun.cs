using Spindle.Catalog;
using Spindle.Contracts;
using Spindle.Store;

namespace Spindle.Execution;

/// <summary>Runs the operation of one step on the calling thread, and tells failures apart.</summary>
internal static class OperationRun
{
    /// <summary>Runs a step.</summary>
    /// <exception cref="StepFailedException">The operation failed.</exception>
    /// <exception cref="InputLostException">An artifact that it reads is missing or damaged.</exception>
    /// <exception cref="OperationCanceledException">It was told to end.</exception>
    public static IReadOnlyList<StoredOutput> Run(
        KindCatalog catalog, ContentStore store, StepWork work, string device, Action<double, string> progress, CancellationToken cancellation)
    {
        try
        {
            var operation = catalog.Operation(work.Step.Operation)
                ?? throw new SpindleException(DiagnosticCodes.BrokenPromise, $"there is no operation '{work.Step.Operation}'");
            using var context = new StepContext(catalog, store, work, device, progress, cancellation);
            operation.Create().Run(context);
            return context.Finish();
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            throw;
        }
        catch (Exception error) when (error is not (StepFailedException or InputLostException or StoreException))
        {
            throw new StepFailedException(FailureOf(error));
        }
    }

    /// <summary>What is to be told of an exception.</summary>
    public static StepFailure FailureOf(Exception error)
    {
        var code = error switch
        {
            SpindleException coded => coded.Code,
            StoreException refused => refused.Code,
            _ => DiagnosticCodes.StepFailed,
        };
        return new(code, error.GetType().Name, error.Message, error.ToString());
    }
}
