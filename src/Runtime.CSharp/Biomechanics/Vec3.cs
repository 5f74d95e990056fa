using System.Runtime.CompilerServices;

namespace Spindle.Biomechanics;

/// <summary>A point or a direction in space, in double precision.</summary>
public readonly record struct Vec3(double X, double Y, double Z)
{
    /// <summary>The component along an axis: 0, 1 or 2.</summary>
    public double this[int axis]
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => axis == 0 ? X : axis == 1 ? Y : Z;
    }

    /// <summary>Its length squared.</summary>
    public double Squared => X * X + Y * Y + Z * Z;

    /// <summary>Its length.</summary>
    public double Length => Math.Sqrt(X * X + Y * Y + Z * Z);

    /// <summary>The direction of a vector; zero where it is shorter than 2.2e-16.</summary>
    public Vec3 Unit
    {
        get
        {
            var length = Length;
            return length < 2.220446049250313e-16 ? default : this * (1 / length);
        }
    }

    /// <summary>The sum.</summary>
    public static Vec3 operator +(Vec3 a, Vec3 b) => new(a.X + b.X, a.Y + b.Y, a.Z + b.Z);

    /// <summary>The difference.</summary>
    public static Vec3 operator -(Vec3 a, Vec3 b) => new(a.X - b.X, a.Y - b.Y, a.Z - b.Z);

    /// <summary>The opposite.</summary>
    public static Vec3 operator -(Vec3 a) => new(-a.X, -a.Y, -a.Z);

    /// <summary>The multiple.</summary>
    public static Vec3 operator *(Vec3 a, double factor) => new(a.X * factor, a.Y * factor, a.Z * factor);

    /// <summary>The multiple.</summary>
    public static Vec3 operator *(double factor, Vec3 a) => a * factor;

    /// <summary>The inner product.</summary>
    public double Dot(Vec3 b) => X * b.X + Y * b.Y + Z * b.Z;

    /// <summary>The cross product.</summary>
    public Vec3 Cross(Vec3 b) => new(Y * b.Z - Z * b.Y, Z * b.X - X * b.Z, X * b.Y - Y * b.X);

    /// <summary>The same with another component along an axis.</summary>
    public Vec3 With(int axis, double value) => axis switch
    {
        0 => new(value, Y, Z),
        1 => new(X, value, Z),
        _ => new(X, Y, value),
    };
}
