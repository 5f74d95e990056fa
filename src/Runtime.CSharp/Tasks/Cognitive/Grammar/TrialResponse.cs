using Spindle.Contracts;

namespace Spindle.Tasks.Cognitive.Grammar;

/// <summary>A response that is right, always or on a condition. Where none is, fixation is to be kept to the end.</summary>
public sealed record TrialResponse : Clause
{
    /// <summary>The stimulus that is to be answered; of several, the strongest, and of equally strong ones the last.</summary>
    public required IReadOnlyList<string> To { get; init; }

    /// <summary>Whether the strength of a stimulus is that of all stimuli at its angle together, whatever their ring.</summary>
    public bool Summed { get; init; }

    /// <summary>How far from that stimulus the response is to be.</summary>
    [Range("-360 deg", "360 deg")] public Angle Turned { get; init; }

    /// <summary>Directions to the nearest of which the response is brought; empty for any direction.</summary>
    public IReadOnlyList<Angle> NearestOf { get; init; } = [];

    /// <summary>When it is right.</summary>
    public Relation When { get; init; } = Relation.Always;

    /// <summary>The two stimuli that are compared.</summary>
    public IReadOnlyList<string> Comparing { get; init; } = [];

    /// <summary>Where the first of two categories begins; each is half of the circle.</summary>
    [Range("-360 deg", "360 deg")] public Angle Boundary { get; init; }
}
