using Spindle.Contracts;

namespace Spindle.Architectures.Recurrent;

/// <summary>That units of one population lead to units of another, or of the same.</summary>
public sealed record Connection : Clause
{
    /// <summary>The population that it leads from.</summary>
    public required string From { get; init; }

    /// <summary>The population that it leads to.</summary>
    public required string To { get; init; }

    /// <summary>The share of the pairs of units that are connected, drawn for each pair by itself.</summary>
    [Range("0", "1")] public double Density { get; init; } = 1;

    /// <summary>Whether its weights stay as they were drawn.</summary>
    public bool Fixed { get; init; }
}
