namespace Spindle.Biomechanics.Paths;

/// <summary>The path over a cylinder about the z axis between two of its points.</summary>
internal static class Spiral
{
    private const double PartLength = 0.002;
    private const double Tolerance = 0.1 * Math.PI / 180;
    private const int MostMoves = 100;

    /// <summary>The spiral from one point to the other, the short or the long way round.</summary>
    public static WrapContact Between(Vec3 t1, Vec3 t2, double radius, bool longWay)
    {
        var arc = radius * Turn(t1, t2, longWay);
        var height = t2.Z - t1.Z;
        return new(t1, t2, Math.Sqrt(arc * arc + height * height));
    }

    /// <summary>
    /// Moves both points along the axis until the spiral meets the straight pieces without a kink, to a tenth of a degree; a move goes half as far again as is needed.
    /// </summary>
    public static WrapContact Tangent(Vec3 p1, Vec3 p2, WrapContact contact, double radius, bool longWay)
    {
        for (var move = 0; move < MostMoves; move++)
        {
            var parts = (int)(contact.Length / PartLength);
            if (parts < 2) break;
            var (t1, t2) = (contact.T1, contact.T2);
            var turn = Turn(t1, t2, longWay);
            var height = t2.Z - t1.Z;
            var moved1 = Move(p1, ref t1, Along(t1, turn, height, 1.0 / parts));
            // The second one leaves from where the first one is now, along the spiral as it was.
            var moved2 = Move(p2, ref t2, Along(t1, turn, height, (parts - 1.0) / parts));
            if (!moved1 && !moved2) break;
            contact = Between(t1, t2, radius, longWay);
        }
        return contact;
    }

    // About z, from −π to π; the long way round is the rest of the turn, the other way.
    private static double Turn(Vec3 t1, Vec3 t2, bool longWay)
    {
        var turn = Math.Atan2(t1.X * t2.Y - t1.Y * t2.X, t1.X * t2.X + t1.Y * t2.Y);
        return !longWay ? turn : turn < 0 ? 2 * Math.PI + turn : turn - 2 * Math.PI;
    }

    private static Vec3 Along(Vec3 t1, double turn, double height, double share)
    {
        var (sin, cos) = Math.SinCos(turn * share);
        return new(t1.X * cos - t1.Y * sin, t1.X * sin + t1.Y * cos, t1.Z + height * share);
    }

    private static bool Move(Vec3 p, ref Vec3 t, Vec3 onSpiral)
    {
        var (straight, curved) = ((t - p).Unit, (onSpiral - t).Unit);
        if (Math.Abs(Math.Acos(Math.Clamp(straight.Z, -1, 1)) - Math.Acos(Math.Clamp(curved.Z, -1, 1))) <= Tolerance) return false;
        // The point of the generator line through t that is nearest to the line from p to the spiral's point.
        var line = onSpiral - p;
        var flat = line.X * line.X + line.Y * line.Y;
        if (flat == 0) return false;
        var share = ((t.X - p.X) * line.X + (t.Y - p.Y) * line.Y) / flat;
        t = new(t.X, t.Y, t.Z + 1.5 * (p.Z + line.Z * share - t.Z));
        return true;
    }
}
