using Spindle.Biomechanics.Models;

namespace Spindle.Biomechanics.Paths;

/// <summary>
/// An ellipsoid about the origin. A path that cuts it runs over it in a plane through both of its ends and a surface point beside the chord; the method says how
/// that point is chosen.
/// </summary>
public sealed class EllipsoidSurface : WrapSurface
{
    // Alignment with an axis below which the fan alone counts, and from which the axis alone does.
    private const double LeastAlignment = 0.7073;
    private const double FullAlignment = 0.9;
    private const double Fading = 0.3;
    private const double OnSurface = 1e-4;

    private readonly Vec3 axes;
    private readonly double scale;
    private readonly WrapSide side;

    /// <summary>An ellipsoid with three semi-axes, in metres, and the half on which paths run.</summary>
    public EllipsoidSurface(Vec3 semiAxes, WrapSide side)
    {
        // Everything is computed in units of the mean semi-axis.
        scale = 3 / (semiAxes.X + semiAxes.Y + semiAxes.Z);
        axes = semiAxes * scale;
        this.side = side;
    }

    /// <inheritdoc/>
    public override WrapAnswer Wrap(Vec3 p1, Vec3 p2, WrapMethod method, bool amongSeveral, out WrapContact contact)
    {
        contact = default;
        (p1, p2) = (p1 * scale, p2 * scale);
        var (level1, level2) = (Level(p1), Level(p2));
        if (level1 < -OnSurface || level2 < -OnSurface) return WrapAnswer.Inside;
        var across = p1 - p2;
        if (!Cuts(p2, across, out var cut1, out var cut2)) return WrapAnswer.No;
        if (Math.Abs(p1.Unit.Dot(p2.Unit) - 1) < OnSurface) return WrapAnswer.No;
        var (beside, fanWeight, start1, start2) = Beside(across, cut1, cut2, method);
        if (side.IsHalf && !side.Has(beside))
        {
            beside = beside.With(side.Axis, -beside[side.Axis]);
            (start1, start2) = (beside, beside);
            if (fanWeight > 0) beside = EllipsoidPoint.Closest(axes, beside.With(side.Axis, beside[side.Axis] + fanWeight * -beside[side.Axis]));
        }
        var normal = across.Cross(p1 - beside).Unit;
        var offset = -normal.Dot(beside);
        var t1 = Math.Abs(level1) < OnSurface ? p1 : EllipsoidTangent.Find(axes, normal, offset, p1, start1);
        var t2 = Math.Abs(level2) < OnSurface ? p2 : EllipsoidTangent.Find(axes, normal, offset, p2, start2);
        var length = EllipsoidSection.Length(axes, normal, offset, t1, t2, scale, longWay: false, out var ends);
        if (side.IsHalf && ends.Inner && (Acute(t1, p1, ends.First) || Acute(t2, p2, ends.Last)))
            length = EllipsoidSection.Length(axes, normal, offset, t1, t2, scale, longWay: true, out _);
        contact = new(t1 * (1 / scale), t2 * (1 / scale), length / scale);
        return WrapAnswer.Mandatory;
    }

    private double Level(Vec3 p)
    {
        var (x, y, z) = (p.X / axes.X, p.Y / axes.Y, p.Z / axes.Z);
        return x * x + y * y + z * z - 1;
    }

    // Where the piece cuts the ellipsoid, first near its first end; both cuts must lie between its ends.
    private bool Cuts(Vec3 p2, Vec3 across, out Vec3 cut1, out Vec3 cut2)
    {
        (cut1, cut2) = (default, default);
        var (direction, end) = (new Vec3(across.X / axes.X, across.Y / axes.Y, across.Z / axes.Z), new Vec3(p2.X / axes.X, p2.Y / axes.Y, p2.Z / axes.Z));
        var (a, b, c) = (direction.Squared, 2 * direction.Dot(end), end.Squared - 1);
        var discriminant = b * b - 4 * a * c;
        if (discriminant < 0) return false;
        var root = Math.Sqrt(discriminant);
        var (far, near) = ((-b + root) / (2 * a), (-b - root) / (2 * a));
        if (far is not (> 0 and < 1) || near is not (> 0 and < 1)) return false;
        (cut1, cut2) = (p2 + across * far, p2 + across * near);
        return true;
    }

    // The surface point beside the chord, the share of the fan in it (negative for none), and where the search for the tangent points starts.
    private (Vec3 Point, double FanWeight, Vec3 Start1, Vec3 Start2) Beside(Vec3 across, Vec3 cut1, Vec3 cut2, WrapMethod method)
    {
        var chord = cut2 - cut1;
        if (method == WrapMethod.Midpoint)
        {
            var nearMiddle = EllipsoidPoint.Closest(axes, cut1 + 0.5 * chord);
            return (nearMiddle, -1, nearMiddle, nearMiddle);
        }
        var unit = across.Unit;
        var (axis, alignment) = (0, Math.Abs(unit.X));
        if (Math.Abs(unit.Y) > alignment) (axis, alignment) = (1, Math.Abs(unit.Y));
        if (Math.Abs(unit.Z) > alignment) (axis, alignment) = (2, Math.Abs(unit.Z));
        var crossing = -cut1[axis] / chord[axis];
        if (method == WrapMethod.Axial)
        {
            var beside = EllipsoidPoint.InPlane(axes, cut1 + crossing * chord, axis);
            return crossing is > 0 and < 1 ? (beside, -1, beside, beside) : (beside, -1, cut1, cut2);
        }
        if (alignment > LeastAlignment)
        {
            var share = crossing is < 0 or > 1 ? 0 : crossing < Fading ? crossing / Fading : crossing > 1 - Fading ? (1 - crossing) / Fading : 1;
            if (share < 1) alignment = LeastAlignment + share * (alignment - LeastAlignment);
        }
        var point = default(Vec3);
        var fanWeight = -1.0;
        if (alignment > LeastAlignment) point = EllipsoidPoint.InPlane(axes, cut1 + crossing * chord, axis);
        if (alignment < FullAlignment)
        {
            var fan = EllipsoidPoint.Closest(axes, cut1 + 0.5 * chord + EllipsoidFan.Sum(axes, cut1, chord).Unit);
            var share = alignment <= LeastAlignment ? 0 : (alignment - LeastAlignment) / (FullAlignment - LeastAlignment);
            point = alignment <= LeastAlignment ? fan : EllipsoidPoint.Closest(axes, share * point + (1 - share) * fan);
            fanWeight = 1 - share;
        }
        return (point, fanWeight, point, point);
    }

    private static bool Acute(Vec3 tangent, Vec3 end, Vec3 inner) => (end - tangent).Unit.Dot((inner - tangent).Unit) > 0;
}
