namespace Spindle.Biomechanics;

/// <summary>A rotation, as the images of the three axes.</summary>
public readonly record struct Rotation(Vec3 X, Vec3 Y, Vec3 Z)
{
    /// <summary>No rotation.</summary>
    public static Rotation None { get; } = new(new(1, 0, 0), new(0, 1, 0), new(0, 0, 1));

    /// <summary>The inverse.</summary>
    public Rotation Inverse => new(new(X.X, Y.X, Z.X), new(X.Y, Y.Y, Z.Y), new(X.Z, Y.Z, Z.Z));

    /// <summary>By an angle about a unit axis, right-handed.</summary>
    public static Rotation About(Vec3 axis, double angle)
    {
        var (sin, cos) = Math.SinCos(angle);
        var (u, s) = (axis * (1 - cos), axis * sin);
        return new(
            new(axis.X * u.X + cos, axis.Y * u.X + s.Z, axis.Z * u.X - s.Y),
            new(axis.X * u.Y - s.Z, axis.Y * u.Y + cos, axis.Z * u.Y + s.X),
            new(axis.X * u.Z + s.Y, axis.Y * u.Z - s.X, axis.Z * u.Z + cos));
    }

    /// <summary>By three angles about the axes x, y and z of the turning body, in this order.</summary>
    public static Rotation BodyFixed(Vec3 angles) =>
        About(new(1, 0, 0), angles.X) * About(new(0, 1, 0), angles.Y) * About(new(0, 0, 1), angles.Z);

    /// <summary>First the right one, then the left one.</summary>
    public static Rotation operator *(in Rotation a, in Rotation b) => new(a * b.X, a * b.Y, a * b.Z);

    /// <summary>The image of a vector.</summary>
    public static Vec3 operator *(in Rotation a, Vec3 v) => new(
        a.X.X * v.X + a.Y.X * v.Y + a.Z.X * v.Z,
        a.X.Y * v.X + a.Y.Y * v.Y + a.Z.Y * v.Z,
        a.X.Z * v.X + a.Y.Z * v.Y + a.Z.Z * v.Z);

    /// <summary>The image of a vector under the inverse.</summary>
    public Vec3 Back(Vec3 v) => new(X.Dot(v), Y.Dot(v), Z.Dot(v));
}
