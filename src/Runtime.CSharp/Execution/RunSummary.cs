using Spindle.Plans;
using Spindle.Store;

namespace Spindle.Execution;

/// <summary>What came of a run.</summary>
/// <param name="Run">The run's name.</param>
/// <param name="Steps">How each step that was to be brought up to date ended, in the plan's order.</param>
/// <param name="Seconds">How long the run took.</param>
/// <param name="Interrupted">Whether it was ended from outside.</param>
public sealed record RunSummary(string Run, IReadOnlyList<StepResult> Steps, double Seconds, bool Interrupted)
{
    /// <summary>How many steps ran.</summary>
    public int Executed => Count(StepOutcome.Executed);

    /// <summary>How many steps' outputs were there.</summary>
    public int Cached => Count(StepOutcome.Cached);

    /// <summary>How many of the cached results came from a remote during this run.</summary>
    public int Fetched { get; init; }

    /// <summary>How many steps failed.</summary>
    public int Failed => Count(StepOutcome.Failed);

    /// <summary>How many steps did not run.</summary>
    public int Skipped => Count(StepOutcome.Skipped);

    /// <summary>The steps that failed.</summary>
    public IEnumerable<StepResult> Failures => Steps.Where(step => step.Outcome == StepOutcome.Failed);

    private int Count(StepOutcome outcome) => Steps.Count(step => step.Outcome == outcome);
}

/// <summary>How one step of a run ended.</summary>
/// <param name="Step">The step's id.</param>
/// <param name="Outcome">How it ended.</param>
/// <param name="Entry">Its key, outputs and provenance; null where it failed or was skipped.</param>
/// <param name="Seconds">How long it executed; 0 where it did not.</param>
/// <param name="Message">Why it was skipped or failed; null otherwise.</param>
/// <param name="Failure">What is known of the failure; null where it did not fail.</param>
public sealed record StepResult(string Step, StepOutcome Outcome, StepEntry? Entry, double Seconds, string? Message, StepFailure? Failure)
{
    /// <summary>The step's key; null where an input is not known.</summary>
    public StepKey? Key { get; init; }
}
