namespace Spindle.Biomechanics.Poses;

/// <summary>What a file of poses gives of a coordinate.</summary>
internal enum PoseQuantity
{
    /// <summary>Its value, in radians or metres.</summary>
    Value,

    /// <summary>Its speed, in radians or metres per second.</summary>
    Speed,
}
