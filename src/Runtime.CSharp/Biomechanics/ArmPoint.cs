namespace Spindle.Biomechanics;

/// <summary>A point of an arm that movements are described by.</summary>
public enum ArmPoint
{
    /// <summary>The hand: what writes.</summary>
    Hand,

    /// <summary>The elbow.</summary>
    Elbow,
}
