using Spindle.Biomechanics.Models;

namespace Spindle.Biomechanics.Paths;

/// <summary>A cylinder about the z axis, centred on the origin.</summary>
/// <param name="radius">In metres.</param>
/// <param name="length">In metres; may be infinite.</param>
/// <param name="side">The half on which paths run.</param>
public sealed class CylinderSurface(double radius, double length, WrapSide side) : WrapSurface
{
    // Squared sine of the angle between path and axis up to which they count as parallel.
    private const double Parallel = 2e-13;

    /// <inheritdoc/>
    public override WrapAnswer Wrap(Vec3 p1, Vec3 p2, WrapMethod method, bool amongSeveral, out WrapContact contact)
    {
        contact = default;
        var square = radius * radius;
        var (near1, near2) = (p1.X * p1.X + p1.Y * p1.Y, p2.X * p2.X + p2.Y * p2.Y);
        if (near1 < square || near2 < square) return WrapAnswer.Inside;
        var answer = Answer(p1, p2);
        if (answer == WrapAnswer.No) return answer;
        var (distance1, distance2) = (Math.Sqrt(near1), Math.Sqrt(near2));
        var (a1, b1) = Tangents(p1, distance1);
        var (a2, b2) = Tangents(p2, distance2);
        var (t1, t2, farApex) = side.IsHalf ? OnHalf(a1, b1, a2, b2) : Closest(a1, b1, a2, b2);
        var longWay = side.IsHalf && (t1.X + t2.X) * (t1.X - p1.X + (t2.X - p2.X)) + (t1.Y + t2.Y) * (t1.Y - p1.Y + (t2.Y - p2.Y)) < 0;
        (t1, t2) = Slide(p1, p2, t1, t2, distance1 / (distance1 + distance2), farApex);
        if (Math.Abs(t1.Z) > length / 2 && Math.Abs(t2.Z) > length / 2) return WrapAnswer.No;
        var spiral = new Spiral(t1, t2, radius, longWay);
        contact = amongSeveral ? spiral.Tangent(p1, p2) : spiral.Contact;
        return answer;
    }

    private WrapAnswer Answer(Vec3 p1, Vec3 p2)
    {
        var nearest = default(Vec3);
        var across = p2 - p1;
        var flat = across.X * across.X + across.Y * across.Y;
        var parallel = flat <= Parallel * across.Squared;
        var hit = false;
        if (!parallel)
        {
            var along = -(p1.X * across.X + p1.Y * across.Y) / flat;
            nearest = p1 + across * along;
            hit = nearest.X * nearest.X + nearest.Y * nearest.Y < radius * radius && along is > 0 and < 1;
        }
        if (!side.IsHalf) return hit ? WrapAnswer.Mandatory : WrapAnswer.No;
        if (!side.Has(p1) && !side.Has(p2)) return WrapAnswer.Optional;
        if (hit) return WrapAnswer.Mandatory;
        return side.SignOf(p1) != side.SignOf(p2) && !side.Has(nearest) ? WrapAnswer.Optional : WrapAnswer.No;
    }

    private (Vec3 A, Vec3 B) Tangents(Vec3 p, double distance)
    {
        var (x, y) = (p.X / distance, p.Y / distance);
        var inner = radius * (radius / distance);
        var aside = Math.Sqrt(Math.Max(radius * radius - inner * inner, 0));
        return (new(inner * x - aside * y, inner * y + aside * x, p.Z), new(inner * x + aside * y, inner * y - aside * x, p.Z));
    }

    private (Vec3, Vec3, bool) OnHalf(Vec3 a1, Vec3 b1, Vec3 a2, Vec3 b2)
    {
        // The larger angle has the smaller inner product.
        var wide = Radial(a1, b2) < Radial(b1, a2);
        var (first, second) = (side.Has(a1), side.Has(b1));
        if (first == second && !first && !side.Has(a2) && !side.Has(b2)) return wide ? (a1, b2, true) : (b1, a2, true);
        var takesB = first == second ? side.Has(a2) : second;
        return takesB ? (b1, a2, !wide) : (a1, b2, wide);
    }

    private static (Vec3, Vec3, bool) Closest(Vec3 a1, Vec3 b1, Vec3 a2, Vec3 b2)
    {
        var (aa, ab, ba, bb) = (Radial(a1, a2), Radial(a1, b2), Radial(b1, a2), Radial(b1, b2));
        if (aa > ab && aa > ba && aa > bb) return (a1, a2, false);
        if (ab > ba && ab > bb) return (a1, b2, false);
        return ba > bb ? (b1, a2, false) : (b1, b2, false);
    }

    private static double Radial(Vec3 a, Vec3 b) => a.X * b.X + a.Y * b.Y;

    // Along their generator lines into the plane through both ends and an apex on the surface.
    private (Vec3, Vec3) Slide(Vec3 p1, Vec3 p2, Vec3 t1, Vec3 t2, double share, bool farApex)
    {
        var middle = p1 + (p2 - p1) * share;
        var foot = new Vec3(0, 0, middle.Z);
        var normal = (p1 - foot).Cross(p2 - foot).Unit;
        var aside = new Vec3(-normal.Y, normal.X, 0).Unit * radius;
        var (apex, other) = (foot + aside, foot - aside);
        if ((middle - apex).Squared < (middle - other).Squared == farApex) apex = other;
        var plane = (p1 - apex).Unit.Cross((p2 - apex).Unit).Unit;
        if (Math.Abs(plane.Z) * 20 < 1e-5) return (t1, t2);
        var height = Math.Abs(p1.Z - p2.Z);
        var (by1, by2) = (-plane.Dot(t1 - p1) / plane.Z, -plane.Dot(t2 - p1) / plane.Z);
        if (Math.Abs(by1) <= 10 && Math.Abs(t1.Z + by1 - p2.Z) < height) t1 = new(t1.X, t1.Y, t1.Z + by1);
        if (Math.Abs(by2) <= 10 && Math.Abs(t2.Z + by2 - p1.Z) < height) t2 = new(t2.X, t2.Y, t2.Z + by2);
        return (t1, t2);
    }
}
