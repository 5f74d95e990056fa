using Spindle.Contracts;

namespace Spindle.Tasks.Cognitive.Grammar;

/// <summary>
/// Two stimuli of unlike strength, drawn for each trial: mean + coherence and mean − coherence, either the stronger with equal chance
/// (Yang et al. 2019).
/// </summary>
public sealed record TrialContrast : Clause
{
    /// <summary>The two stimuli.</summary>
    public required IReadOnlyList<string> Between { get; init; }

    /// <summary>
    /// The same two in a second ring, where each strength s is shared out unequally: s (1 ± d/2) in the first ring, s (1 ∓ d/2) in the
    /// second, d drawn for each stimulus, either sign with equal chance. Empty for none.
    /// </summary>
    public IReadOnlyList<string> Also { get; init; } = [];

    /// <summary>The least mean strength.</summary>
    [Range("0", "1000")] public double MeanAtLeast { get; init; } = 0.8;

    /// <summary>The greatest mean strength.</summary>
    [Range("0", "1000")] public double MeanAtMost { get; init; } = 1.2;

    /// <summary>Coherences of which each trial draws one.</summary>
    [Range("0", "1000")] public required IReadOnlyList<double> Coherences { get; init; }

    /// <summary>
    /// Strengths of the first that a test goes through, the second having 2 minus as much; in both rings where there are two. Empty for
    /// 1 ± each coherence.
    /// </summary>
    [Range("0", "2")] public IReadOnlyList<double> StrengthsInTest { get; init; } = [];

    /// <summary>The least d.</summary>
    [Range("0", "2")] public double UnlikeAtLeast { get; init; } = 0.2;

    /// <summary>The greatest d.</summary>
    [Range("0", "2")] public double UnlikeAtMost { get; init; } = 0.8;
}
