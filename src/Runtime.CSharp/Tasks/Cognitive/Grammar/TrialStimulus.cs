using Spindle.Contracts;

namespace Spindle.Tasks.Cognitive.Grammar;

/// <summary>
/// A stimulus at a direction of a ring. Its angle is anywhere on the circle, or fixed, or one of some, or that of an earlier
/// stimulus, turned. The first stimulus is the cue whose angles a test goes through.
/// </summary>
public sealed record TrialStimulus : Clause
{
    /// <summary>What it is called, as <c>cue</c>.</summary>
    public required string Name { get; init; }

    /// <summary>The epoch in which it is shown.</summary>
    public required string During { get; init; }

    /// <summary>A later epoch to whose end it is shown; empty for the end of the same.</summary>
    public string Until { get; init; } = "";

    /// <summary>The ring that shows it, counted from 1.</summary>
    [Range("1", "100")] public long Ring { get; init; } = 1;

    /// <summary>Rings of which each batch draws one; a test goes through all.</summary>
    [Range("1", "100")] public IReadOnlyList<long> RingOneOf { get; init; } = [];

    /// <summary>Its angle, where that is always the same.</summary>
    [Range("-360 deg", "360 deg")] public Angle? Angle { get; init; }

    /// <summary>Angles of which each trial draws one.</summary>
    [Range("-360 deg", "360 deg")] public IReadOnlyList<Angle> AngleOneOf { get; init; } = [];

    /// <summary>The earlier stimulus from which it is turned; empty where its angle is its own.</summary>
    public string From { get; init; } = "";

    /// <summary>How far it is turned: one of these, drawn.</summary>
    [Range("-360 deg", "360 deg")] public IReadOnlyList<Angle> TurnedBy { get; init; } = [];

    /// <summary>How far it is turned at least, where any turn between this and the greatest is drawn.</summary>
    [Range("-360 deg", "360 deg")] public Angle? TurnedAtLeast { get; init; }

    /// <summary>How far it is turned at most.</summary>
    [Range("-360 deg", "360 deg")] public Angle? TurnedAtMost { get; init; }

    /// <summary>Whether the turn is drawn anew for each trial, or once for the batch.</summary>
    public Drawn Turn { get; init; } = Drawn.EachTrial;

    /// <summary>How likely it is not turned at all, each trial by itself.</summary>
    [Range("0", "1")] public double Matches { get; init; }

    /// <summary>The angles that a test goes through, of the first stimulus; empty for the preferred angles of the ring's channels.</summary>
    [Range("-360 deg", "360 deg")] public IReadOnlyList<Angle> AnglesInTest { get; init; } = [];

    /// <summary>
    /// How far it is turned in test trials, from the stimulus that it is turned from or else the first one: each for an equal share of
    /// a condition's repetitions, in this order. Empty for drawn as ever.
    /// </summary>
    [Range("-360 deg", "360 deg")] public IReadOnlyList<Angle> TurnedInTest { get; init; } = [];

    /// <summary>What its bump is multiplied with, where no contrast sets it.</summary>
    [Range("0", "1000")] public double Strength { get; init; } = 1;
}
