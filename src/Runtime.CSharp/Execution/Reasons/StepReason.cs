using Spindle.Plans;
using Spindle.Store;

namespace Spindle.Execution.Reasons;

/// <summary>Why a step must run, or why it need not.</summary>
public abstract record StepReason
{
    /// <summary>Its result is in the store.</summary>
    public sealed record Known(StepEntry Entry) : StepReason;

    /// <summary>Nothing ran under its name before.</summary>
    /// <param name="Nearest">The step of an earlier result of the same operation that shares the most with it; null where none was looked for or found.</param>
    /// <param name="Changes">Every value in which the two differ.</param>
    public sealed record First(string? Nearest, IReadOnlyList<KeyChange> Changes) : StepReason;

    /// <summary>It differs from what ran under its name before.</summary>
    /// <param name="Run">The run that is compared with.</param>
    /// <param name="Changes">Every value of the key text that differs.</param>
    public sealed record Changed(string Run, IReadOnlyList<KeyChange> Changes) : StepReason;

    /// <summary>It had a result under the very same key, which is gone or was damaged.</summary>
    /// <param name="Run">The run that had it.</param>
    /// <param name="What">What is missing, as a sentence without its stop.</param>
    public sealed record Lost(string Run, string What) : StepReason;

    /// <summary>It failed under the very same key.</summary>
    /// <param name="Run">The run in which it failed.</param>
    /// <param name="Failure">How, with the code.</param>
    /// <param name="File">The file that tells all of it, relative to the run's folder; null where there is none.</param>
    public sealed record Failed(string Run, string Failure, string? File) : StepReason;

    /// <summary>It ran before, and what its key was made of is no longer known.</summary>
    /// <param name="Run">The run in which it ran.</param>
    public sealed record Forgotten(string Run) : StepReason;

    /// <summary>Whether it must run depends on steps that have yet to run.</summary>
    /// <param name="Steps">The first of them on every way to it.</param>
    public sealed record Waits(IReadOnlyList<string> Steps) : StepReason;
}
