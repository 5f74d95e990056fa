using Spindle.Contracts;
using Spindle.Plans;
using Spindle.Store;

namespace Spindle.Execution;

/// <summary>How the steps of a run ended so far, told to the observer as they do.</summary>
internal sealed class StepResults(StepGraph graph, IRunObserver observer, FailureFiles? files, TimeProvider clock)
{
    private readonly StepResult?[] results = new StepResult?[graph.Steps.Count];

    /// <summary>How a step ended; null while it has not.</summary>
    public StepResult? this[int step] => results[step];

    /// <summary>All of them, once every step has ended.</summary>
    public IReadOnlyList<StepResult> All => results!;

    /// <summary>A step has ended.</summary>
    public void Set(int step, StepResult result)
    {
        results[step] = result;
        observer.On(new StepFinished(clock.GetUtcNow(), result.Step, result.Outcome, result.Seconds, result.Message, result.Failure) { Key = result.Key?.Digest });
    }

    /// <summary>A step must run again.</summary>
    public void Forget(int step) => results[step] = null;

    /// <summary>Skips all that cannot run any more because a step has no result.</summary>
    /// <param name="origin">The step.</param>
    /// <param name="isWaiting">Whether a step waits for one that it needs.</param>
    public void SkipDependents(int origin, Func<int, bool> isWaiting)
    {
        var open = new Stack<int>(graph.DependentsOf(origin));
        var reason = ReasonOf(origin);
        while (open.TryPop(out var step))
        {
            if (results[step] is not null || !isWaiting(step)) continue;
            Set(step, Skipped(step, reason));
            foreach (var dependent in graph.DependentsOf(step)) open.Push(dependent);
        }
    }

    /// <summary>Skips every step that has not ended.</summary>
    public void SkipTheRest(string reason)
    {
        for (var i = 0; i < results.Length; i++)
            if (results[i] is null) Set(i, Skipped(i, reason));
    }

    /// <summary>That a step failed.</summary>
    public StepResult Failed(int step, StepKey? key, StepFailure failure, double seconds)
    {
        var failed = graph.Steps[step];
        var known = failure with { Parameters = failed.Parameters, File = files?.Keep(failed, key, failure, seconds) };
        return new(failed.Id, StepOutcome.Failed, null, seconds, failure.Message, known);
    }

    /// <summary>That a step cannot read an input, though the step that makes it ran again.</summary>
    public StepResult Failed(int step, StepKey? key, AttemptEnd.InputLost lost) =>
        Failed(step, key, new(DiagnosticCodes.InputLost, "", $"its input '{lost.Input}' cannot be read: {lost.Message}", ""), 0);

    /// <summary>That a step does not run.</summary>
    public StepResult Skipped(int step, string reason) => new(graph.Steps[step].Id, StepOutcome.Skipped, null, 0, reason, null);

    /// <summary>Why what depends on a step without a result does not run.</summary>
    public string ReasonOf(int producer) =>
        $"it needs {graph.Steps[producer].Id}, which {(results[producer]!.Outcome == StepOutcome.Failed ? "failed" : "did not run")}";
}
