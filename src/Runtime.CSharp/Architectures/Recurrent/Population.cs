using Spindle.Contracts;

namespace Spindle.Architectures.Recurrent;

/// <summary>A named part of a network's units; populations follow each other.</summary>
public sealed record Population : Clause
{
    /// <summary>What it is called.</summary>
    public required string Name { get; init; }

    /// <summary>How many units it has.</summary>
    [Range("1", "100000")] public required long Units { get; init; }
}
