using Spindle.Biomechanics.Models;

namespace Spindle.Biomechanics.Paths;

/// <summary>
/// A tube about a circle in the plane z = 0. A path passes on the inner side of the ring: a cylinder of the tube's radius is put at the circle's point that is
/// nearest to the path's line, along the circle's tangent, and the path wraps over its half towards the centre.
/// </summary>
/// <param name="tubeRadius">In metres.</param>
/// <param name="circleRadius">In metres.</param>
/// <param name="side">The half on which paths run.</param>
public sealed class TorusSurface(double tubeRadius, double circleRadius, WrapSide side) : WrapSurface
{
    private readonly CylinderSurface tube = new(tubeRadius, double.PositiveInfinity, new(0, 1));

    /// <inheritdoc/>
    public override WrapAnswer Wrap(Vec3 p1, Vec3 p2, WrapMethod method, bool amongSeveral, out WrapContact contact)
    {
        contact = default;
        var (from1, from2) = (Nearest(p1, p2), Nearest(p2, p1));
        var first = Distance(from1) < Distance(from2);
        if (side.IsHalf)
        {
            var (has1, has2) = (side.Has(from1), side.Has(from2));
            if (!has1 && !has2) return WrapAnswer.No;
            if (has1 != has2) first = has1;
        }
        var chosen = first ? from1 : from2;
        var onCircle = new Vec3(chosen.X, chosen.Y, 0) * (circleRadius / Math.Sqrt(chosen.X * chosen.X + chosen.Y * chosen.Y));
        var x = -onCircle.Unit;
        var y = new Vec3(0, 0, -1);
        var frame = new Placement(new(x, y, x.Cross(y)), onCircle);
        var answer = tube.Wrap(frame.Back(p1), frame.Back(p2), method, amongSeveral, out var inner);
        if (answer is WrapAnswer.No or WrapAnswer.Inside) return WrapAnswer.No;
        contact = new(frame * inner.T1, frame * inner.T2, inner.Length);
        return WrapAnswer.Optional;
    }

    private double Distance(Vec3 p) => Math.Sqrt(p.Squared + circleRadius * circleRadius - 2 * circleRadius * Math.Sqrt(p.X * p.X + p.Y * p.Y));

    // A point where the line from p to q is extremally near to the circle; as in OpenSim the circle has twice the radius here.
    private Vec3 Nearest(Vec3 p, Vec3 q)
    {
        var direction = (q - p) * (1 / (q - p).Length);
        return p + direction * LineRoot.Find(new(p, direction, circleRadius));
    }
}
