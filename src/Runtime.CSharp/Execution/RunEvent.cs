using Spindle.Plans;
using Spindle.Store;

namespace Spindle.Execution;

/// <summary>Something that happened in a run. One stream of these is all that displays and logs read.</summary>
/// <param name="At">When, in UTC.</param>
public abstract record RunEvent(DateTimeOffset At);

/// <summary>The run begins.</summary>
/// <param name="At">When, in UTC.</param>
/// <param name="Run">The run's name.</param>
/// <param name="Experiment">The experiment's name.</param>
/// <param name="Steps">How many steps are to be brought up to date.</param>
/// <param name="Jobs">How many threads may compute at once.</param>
public sealed record RunStarted(DateTimeOffset At, string Run, string Experiment, int Steps, int Jobs) : RunEvent(At);

/// <summary>A step begins to execute; a step whose result is known never does.</summary>
public sealed record StepStarted(DateTimeOffset At, string Step, string Operation) : RunEvent(At)
{
    /// <summary>Why it must run, in a few words; null where that could not be told.</summary>
    public string? Reason { get; init; }
}

/// <summary>How far a step is.</summary>
/// <param name="At">When, in UTC.</param>
/// <param name="Step">The step's id.</param>
/// <param name="Fraction">From 0 to 1.</param>
/// <param name="Words">A few words of the operation's own.</param>
public sealed record StepProgress(DateTimeOffset At, string Step, double Fraction, string Words) : RunEvent(At);

/// <summary>The process that ran a step died; the step starts again in another one.</summary>
public sealed record StepRetried(DateTimeOffset At, string Step, string Reason) : RunEvent(At);

/// <summary>
/// A step ended. A step may end twice: where a stored artifact turns out to be damaged, the step that makes it runs again.
/// </summary>
/// <param name="At">When, in UTC.</param>
/// <param name="Step">The step's id.</param>
/// <param name="Outcome">How it ended.</param>
/// <param name="Seconds">How long it executed; 0 where it did not.</param>
/// <param name="Message">Why it was skipped or failed; null otherwise.</param>
/// <param name="Failure">What is known of the failure; null where it did not fail.</param>
public sealed record StepFinished(DateTimeOffset At, string Step, StepOutcome Outcome, double Seconds, string? Message, StepFailure? Failure)
    : RunEvent(At)
{
    /// <summary>The step's key; null where an input is not known.</summary>
    public Digest? Key { get; init; }
}

/// <summary>The store met something that the user should know of, and the run goes on.</summary>
public sealed record StoreWarningRaised(DateTimeOffset At, string Code, string Message) : RunEvent(At);

/// <summary>The run is over.</summary>
public sealed record RunFinished(
    DateTimeOffset At, int Executed, int Cached, int Failed, int Skipped, double Seconds, bool Interrupted) : RunEvent(At);
