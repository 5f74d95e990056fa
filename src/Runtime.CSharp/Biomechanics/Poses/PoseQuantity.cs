namespace Spindle.Biomechanics.Poses;

/// <summary>What a file of poses gives of a coordinate, and how its columns and problems name it.</summary>
internal sealed record PoseQuantity
{
    /// <summary>Its value, in radians or metres.</summary>
    public static PoseQuantity Value { get; } = new()
    {
        Prefix = "q.",
        Suffix = "",
        Label = "value",
        None = "",
        Which = "named after a coordinate",
        Same = "coordinate",
    };

    /// <summary>Its speed, in radians or metres per second.</summary>
    public static PoseQuantity Speed { get; } = new()
    {
        Prefix = "u.",
        Suffix = "_u",
        Label = "speed",
        None = ": the file gives no speed",
        Which = "the speed of a coordinate",
        Same = "coordinate's speed",
    };

    /// <summary>What stands before the coordinate in the name of a comma separated column.</summary>
    public required string Prefix { get; init; }

    /// <summary>What stands after the coordinate in a storage file's label without a path.</summary>
    public required string Suffix { get; init; }

    /// <summary>The last part of a storage file's label with a path.</summary>
    public required string Label { get; init; }

    /// <summary>What a comma separated file without such a column is told further.</summary>
    public required string None { get; init; }

    /// <summary>What a storage file's column is.</summary>
    public required string Which { get; init; }

    /// <summary>What two columns may not both set.</summary>
    public required string Same { get; init; }
}
