namespace Spindle.Biomechanics.Paths;

/// <summary>The point of an ellipsoid about the origin that is closest to a given one.</summary>
/// <remarks>
/// Newton's method on Σ (aᵢpᵢ / (t + aᵢ²))² = 1, cleared of its denominators, as Hart, Distance to an ellipsoid, Graphics Gems IV (1994) 113–119, with OpenSim's start
/// and stop. Points in a coordinate plane are projected onto the ellipse in it.
/// </remarks>
internal static class EllipsoidPoint
{
    /// <summary>Below this a coordinate counts as zero.</summary>
    public const double Zero = 2e-13;

    /// <summary>Below this the polynomial counts as zero.</summary>
    public const double Solved = 1e-9;

    /// <summary>The most steps.</summary>
    public const int MostSteps = 64;

    /// <summary>The closest point.</summary>
    /// <param name="a">The semi-axes.</param>
    /// <param name="p">The given point.</param>
    public static Vec3 Closest(Vec3 a, Vec3 p)
    {
        var plane = Plane(a, p);
        if (plane >= 0) return InPlane(a, p, plane);
        var (a2, b2, c2) = (a.X * a.X, a.Y * a.Y, a.Z * a.Z);
        var (u, v, w) = (a2 * p.X * p.X, b2 * p.Y * p.Y, c2 * p.Z * p.Z);
        var inside = p.X / a.X * (p.X / a.X) + p.Y / a.Y * (p.Y / a.Y) + p.Z / a.Z * (p.Z / a.Z) < 1;
        var t = inside ? 0 : Math.Max(Math.Max(a.X, a.Y), a.Z) * p.Length;
        for (var step = 0; ; step++)
        {
            var (x, y, z) = (t + a2, t + b2, t + c2);
            var (xx, yy, zz) = (x * x, y * y, z * z);
            var f = xx * yy * zz - u * yy * zz - v * xx * zz - w * xx * yy;
            if (Math.Abs(f) < Solved || step == MostSteps) return new(a2 * p.X / x, b2 * p.Y / y, c2 * p.Z / z);
            var (xy, xz, yz) = (x * y, x * z, y * z);
            var slope = 2 * (x * y * z * (yz + xz + xy) - u * yz * (y + z) - v * xz * (x + z) - w * xy * (x + y));
            t -= f / slope;
        }
    }

    /// <summary>The closest point of the ellipse at the given point's coordinate along an axis, which is kept.</summary>
    public static Vec3 InPlane(Vec3 a, Vec3 p, int axis)
    {
        var (x, y) = axis switch
        {
            0 => OfEllipse(a.Y, a.Z, p.Y, p.Z),
            1 => OfEllipse(a.Z, a.X, p.Z, p.X),
            _ => OfEllipse(a.X, a.Y, p.X, p.Y),
        };
        return axis switch
        {
            0 => new(p.X, x, y),
            1 => new(y, p.Y, x),
            _ => new(x, y, p.Z),
        };
    }

    /// <summary>The coordinate plane that a point lies in; of several the one whose ellipse is narrowest; −1 for none.</summary>
    public static int Plane(Vec3 a, Vec3 p)
    {
        var (plane, narrowest) = (-1, double.PositiveInfinity);
        for (var axis = 0; axis < 3; axis++)
        {
            if (Math.Abs(p[axis]) >= Zero) continue;
            var width = axis == 0 ? a.Y + a.Z : axis == 1 ? a.X + a.Z : a.X + a.Y;
            if (width < narrowest) (plane, narrowest) = (axis, width);
        }
        return plane;
    }

    private static (double X, double Y) OfEllipse(double a, double b, double u, double v)
    {
        var (a2, b2) = (a * a, b * b);
        if (Math.Abs(u) < Zero && Math.Abs(v) < Zero) return a < b ? (u < 0 ? -a : a, v) : (u, v < 0 ? -b : b);
        if (Math.Abs(u) < Zero)
        {
            if (a >= b || Math.Abs(v) >= b - a2 / b) return (u, v >= 0 ? b : -b);
            var y = b2 * v / (b2 - a2);
            return (a * Math.Sqrt(Math.Abs(1 - y / b * (y / b))), y);
        }
        if (Math.Abs(v) < Zero)
        {
            if (b >= a || Math.Abs(u) >= a - b2 / a) return (u >= 0 ? a : -a, v);
            var x = a2 * u / (a2 - b2);
            return (x, b * Math.Sqrt(Math.Abs(1 - x / a * (x / a))));
        }
        var (au, bv) = (a2 * u * u, b2 * v * v);
        var t = u / a * (u / a) + v / b * (v / b) < 1 ? 0 : Math.Max(a, b) * Math.Sqrt(u * u + v * v);
        for (var step = 0; ; step++)
        {
            var (x, y) = (t + a2, t + b2);
            var f = x * x * y * y - au * y * y - bv * x * x;
            if (Math.Abs(f) < Solved || step == MostSteps) return (a2 * u / x, b2 * v / y);
            t -= f / (2 * (x * y * (x + y) - au * y - bv * x));
        }
    }
}
