using Spindle.Contracts;

namespace Spindle.Tasks.Cognitive.Grammar;

/// <summary>A named part of a trial. It follows the epoch before it, or begins together with an earlier one.</summary>
public sealed record TrialEpoch : Clause
{
    /// <summary>What it is called, as <c>delay1</c>.</summary>
    public required string Name { get; init; }

    /// <summary>How long it lasts, where that is always the same.</summary>
    [Range("0 s", "1 h")] public Duration? Lasts { get; init; }

    /// <summary>Lengths of which each batch draws one.</summary>
    [Range("0 s", "1 h")] public IReadOnlyList<Duration> LastsOneOf { get; init; } = [];

    /// <summary>The least length, where each batch draws any between this and the greatest.</summary>
    [Range("0 s", "1 h")] public Duration? LastsAtLeast { get; init; }

    /// <summary>The greatest length.</summary>
    [Range("0 s", "1 h")] public Duration? LastsAtMost { get; init; }

    /// <summary>How long it lasts in test trials; where it is not given, as long as it may at most.</summary>
    [Range("0 s", "1 h")] public Duration? InTest { get; init; }

    /// <summary>How long it lasts in psychometric trials that do not say it; where it is not given, as long as it always lasts.</summary>
    [Range("0 s", "1 h")] public Duration? InPsychometric { get; init; }

    /// <summary>The earlier epoch together with which it begins; empty for when the one before it ends.</summary>
    public string With { get; init; } = "";

    /// <summary>Whether the fixation point is lit. It is dark where any epoch says so.</summary>
    public bool Fixation { get; init; } = true;

    /// <summary>Whether the response is wanted from its beginning; so it is in one epoch.</summary>
    public bool Respond { get; init; }
}
