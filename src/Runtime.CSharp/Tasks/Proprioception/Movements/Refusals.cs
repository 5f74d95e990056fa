using System.Text.Json.Nodes;

namespace Spindle.Tasks.Proprioception.Movements;

/// <summary>How many movements were drawn, and why some of them were not kept.</summary>
public sealed class Refusals
{
    /// <summary>Movements drawn.</summary>
    public long Drawn { get; set; }

    /// <summary>Longer than the longest that is kept.</summary>
    public long TooLong { get; set; }

    /// <summary>Beyond what the hand reaches.</summary>
    public long OutOfReach { get; set; }

    /// <summary>Of too much jerk of the joints.</summary>
    public long JerkyJoints { get; set; }

    /// <summary>Of too much jerk of the muscles.</summary>
    public long JerkyMuscles { get; set; }

    /// <summary>With a muscle that has no length in some posture.</summary>
    public long WithoutLength { get; set; }

    /// <summary>Good, yet not among the smoothest of their letter and plane.</summary>
    public long NotSmoothest { get; set; }

    /// <summary>Movements that were kept.</summary>
    public long Kept => Drawn - TooLong - OutOfReach - JerkyJoints - JerkyMuscles - WithoutLength - NotSmoothest;

    /// <summary>The counts by name.</summary>
    public IReadOnlyList<(string Name, long Count)> Counts =>
    [
        ("drawn", Drawn), ("kept", Kept), ("too_long", TooLong), ("out_of_reach", OutOfReach), ("jerky_joints", JerkyJoints), ("jerky_muscles", JerkyMuscles),
        ("without_length", WithoutLength), ("not_smoothest", NotSmoothest),
    ];

    /// <summary>The counts as a record.</summary>
    public JsonObject ToRecord() => new(Counts.Select(count => KeyValuePair.Create(count.Name, (JsonNode?)JsonValue.Create(count.Count))));

    /// <inheritdoc/>
    public override string ToString() => string.Join(", ", Counts.Select(count => $"{count.Name} {count.Count}"));
}
