using Spindle.Contracts;

namespace Spindle.Tasks.Cognitive.Grammar;

/// <summary>
/// What an error counts at each step. The numbers multiply the error before it is squared; with cross-entropy they are divided by
/// their mean over the steps, and fixation counts like the rest.
/// </summary>
public sealed record TrialCost : Clause
{
    /// <summary>Time at the beginning that does not count.</summary>
    [Range("0 s", "1 h")] public Duration LeadIn { get; init; } = Duration.Milliseconds(100);

    /// <summary>Time to react, from the beginning of the response on, that does not count.</summary>
    [Range("0 s", "1 h")] public Duration Grace { get; init; } = Duration.Milliseconds(100);

    /// <summary>What a step before the response counts.</summary>
    [Range("0", "1000000")] public double Before { get; init; } = 1;

    /// <summary>What a step after the time to react counts; 0 for a task whose response nobody looks at.</summary>
    [Range("0", "1000000")] public double After { get; init; } = 5;

    /// <summary>How much more than a channel of the ring the fixation output counts.</summary>
    [Range("0", "1000000")] public double Fixation { get; init; } = 2;
}
