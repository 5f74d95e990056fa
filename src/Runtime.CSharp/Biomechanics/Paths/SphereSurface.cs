using Spindle.Biomechanics.Models;

namespace Spindle.Biomechanics.Paths;

/// <summary>A sphere about the origin.</summary>
/// <param name="radius">In metres.</param>
/// <param name="side">The half on which paths run.</param>
public sealed class SphereSurface(double radius, WrapSide side) : WrapSurface
{
    /// <inheritdoc/>
    public override WrapAnswer Wrap(Vec3 p1, Vec3 p2, WrapMethod method, bool amongSeveral, out WrapContact contact)
    {
        contact = default;
        if (p1.Length < radius || p2.Length < radius) return WrapAnswer.Inside;
        var across = p1 - p2;
        if (!CutsTwice(p2, across)) return WrapAnswer.No;
        var plane = across.Unit.Cross(p2.Unit);
        // A path through the centre has no plane to wrap in.
        if (plane.Length < 1e-5) return WrapAnswer.No;
        var normal = plane.Unit;
        var (a1, b1) = Tangents(p1, normal);
        var (a2, b2) = Tangents(p2, normal);
        var (t1, t2) = Nearest(a1, b1, a2, b2);
        var answer = WrapAnswer.Optional;
        var longWay = false;
        if (side.IsHalf)
        {
            var (has1, has2) = (side.Has(p1), side.Has(p2));
            if (has1 || has2)
            {
                var direction = across.Unit;
                var foot = p1 - direction * p1.Dot(direction);
                var along = p1.Dot(direction);
                if (foot.Squared < radius * radius && along > 0 && along < 1) answer = WrapAnswer.Mandatory;
                else if (side.SignOf(p1) == side.SignOf(p2) || side.Has(foot)) return WrapAnswer.No;
            }
            if (!has1 || !has2)
            {
                var towards = (-p1 - p2).Unit;
                var first = a1.Unit.Dot(towards) > b1.Unit.Dot(towards);
                var second = a2.Unit.Dot(towards) > b2.Unit.Dot(towards);
                (t1, t2) = (first ? a1 : b1, second ? a2 : b2);
                if (((t1 - p1) + (t2 - p2)).Unit[side.Axis] * side.Sign < 0) (t1, t2) = (first ? b1 : a1, second ? b2 : a2);
                longWay = (t1 + t2).Dot((t1 - p1) + (t2 - p2)) < 0;
            }
        }
        var angle = Math.Acos(Math.Clamp(t1.Unit.Dot(t2.Unit), -1, 1));
        // OpenSim counts the long way as a negative length.
        if (longWay) angle = -(2 * Math.PI - angle);
        contact = new(t1, t2, radius * angle);
        return answer;
    }

    private bool CutsTwice(Vec3 p2, Vec3 across)
    {
        var (a, b, c) = (across.Squared, 2 * p2.Dot(across), p2.Squared - radius * radius);
        var discriminant = b * b - 4 * a * c;
        if (discriminant < 0) return false;
        var root = Math.Sqrt(discriminant);
        var (far, near) = ((-b + root) / (2 * a), (-b - root) / (2 * a));
        return far is > 0 and < 1 && near is > 0 and < 1;
    }

    private (Vec3 A, Vec3 B) Tangents(Vec3 p, Vec3 normal)
    {
        var distance = p.Length;
        var inward = -p.Unit;
        var aside = normal.Cross(inward);
        var (sin, cos) = Math.SinCos(Math.Asin(radius / distance));
        return (p + (cos * inward - sin * aside) * (distance * cos), p + (cos * inward + sin * aside) * (distance * cos));
    }

    private static (Vec3, Vec3) Nearest(Vec3 a1, Vec3 b1, Vec3 a2, Vec3 b2)
    {
        var (aa, ab, ba, bb) = (a1.Unit.Dot(a2.Unit), a1.Unit.Dot(b2.Unit), b1.Unit.Dot(a2.Unit), b1.Unit.Dot(b2.Unit));
        if (aa > ab && aa > ba && aa > bb) return (a1, a2);
        if (ab > ba && ab > bb) return (a1, b2);
        return ba > bb ? (b1, a2) : (b1, b2);
    }
}
