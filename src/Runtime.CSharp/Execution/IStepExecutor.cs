using System.Text.Json.Nodes;
using Spindle.Plans;
using Spindle.Store;

namespace Spindle.Execution;

/// <summary>Runs steps somewhere: in this process, in a worker process.</summary>
public interface IStepExecutor : IAsyncDisposable
{
    /// <summary>Runs one step; its outputs are in the store afterwards, its entry is not.</summary>
    /// <exception cref="StepFailedException">The step failed.</exception>
    /// <exception cref="InputLostException">An artifact that it reads is missing or damaged.</exception>
    /// <exception cref="OperationCanceledException">It was told to end.</exception>
    Task<ExecutedStep> ExecuteAsync(StepWork work, IStepListener listener, CancellationToken cancellation);
}

/// <summary>One step with all that is needed to run it.</summary>
/// <param name="Step">The step.</param>
/// <param name="Inputs">The artifacts that it reads, by the name under which it reads them.</param>
/// <param name="Device">The device that the run asks for.</param>
/// <param name="Files">The files that it may read, by the digest of their content.</param>
public sealed record StepWork(
    Step Step, IReadOnlyDictionary<string, StoredOutput> Inputs, string Device, IReadOnlyDictionary<Digest, FrozenFile> Files);

/// <summary>What a step has made.</summary>
/// <param name="Outputs">Its outputs, in the order in which the step declares them.</param>
/// <param name="Environment">What ran where: for the provenance.</param>
public sealed record ExecutedStep(IReadOnlyList<StoredOutput> Outputs, JsonObject Environment);

/// <summary>Hears what happens while a step runs; from any thread.</summary>
public interface IStepListener
{
    /// <summary>The step is so far, from 0 to 1.</summary>
    void Progress(double fraction, string words);

    /// <summary>The step starts again, for a reason.</summary>
    void Retried(string reason);
}
