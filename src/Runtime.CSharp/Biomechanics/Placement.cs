namespace Spindle.Biomechanics;

/// <summary>Where a frame stands in another one.</summary>
/// <param name="Turn">From the frame's axes to the other's.</param>
/// <param name="Origin">The frame's origin in the other one, in metres.</param>
public readonly record struct Placement(Rotation Turn, Vec3 Origin)
{
    /// <summary>The frame itself.</summary>
    public static Placement None { get; } = new(Rotation.None, default);

    /// <summary>The other frame in this one.</summary>
    public Placement Inverse => new(Turn.Inverse, -Turn.Back(Origin));

    /// <summary>Of the three angles of <see cref="Rotation.BodyFixed"/> and the origin.</summary>
    public static Placement Of(Vec3 angles, Vec3 origin) => new(Rotation.BodyFixed(angles), origin);

    /// <summary>Where a frame stands that the right one places in the left one.</summary>
    public static Placement operator *(in Placement a, in Placement b) => new(a.Turn * b.Turn, a * b.Origin);

    /// <summary>A point of the frame, in the other one.</summary>
    public static Vec3 operator *(in Placement a, Vec3 point) => a.Turn * point + a.Origin;

    /// <summary>A point of the other frame, in this one.</summary>
    public Vec3 Back(Vec3 point) => Turn.Back(point - Origin);
}
