namespace Spindle.Biomechanics.Paths;

/// <summary>The path over an ellipsoid in a plane: a polyline of parts of about a millimetre, whose points are equally spaced in angle.</summary>
internal static class EllipsoidSection
{
    private const double PartLength = 0.001;
    private const int MostParts = 499;

    /// <summary>The polyline's inner points next to its ends, if it has inner points.</summary>
    public readonly record struct Ends(bool Inner, Vec3 First, Vec3 Last);

    /// <summary>The length, in the units of the semi-axes.</summary>
    /// <param name="axes">The semi-axes.</param>
    /// <param name="normal">The plane's unit normal.</param>
    /// <param name="offset">The plane is where the normal's product and this cancel.</param>
    /// <param name="t1">Where the path reaches the surface.</param>
    /// <param name="t2">Where it leaves.</param>
    /// <param name="scale">Units in a metre.</param>
    /// <param name="longWay">Whether it takes the long way round.</param>
    /// <param name="ends">The inner points next to the ends.</param>
    public static double Length(Vec3 axes, Vec3 normal, double offset, Vec3 t1, Vec3 t2, double scale, bool longWay, out Ends ends)
    {
        ends = default;
        var chord = (t1 - t2).Length / scale;
        if (chord < PartLength) return chord * scale;
        var parts = Math.Min((int)(chord / PartLength), MostParts);
        var axis = 0;
        if (Math.Abs(normal.Y) > Math.Abs(normal[axis])) axis = 1;
        if (Math.Abs(normal.Z) > Math.Abs(normal[axis])) axis = 2;
        // The angles are taken about the point where this axis pierces the plane.
        var hub = default(Vec3).With(axis, -offset / normal[axis]);
        var (ray1, ray2) = ((t1 - hub).Unit, (t2 - hub).Unit);
        var angle = Math.Acos(Math.Clamp(ray1.Dot(ray2), -1, 1));
        var step = (longWay ? -(2 * Math.PI - angle) : angle) / parts;
        var aside = ray1.Cross(ray2).Unit.Cross(ray1);
        var hubScaled = new Vec3(hub.X / axes.X, hub.Y / axes.Y, hub.Z / axes.Z);
        var c = hubScaled.Squared - 1;
        var (last, length) = (t1, 0.0);
        for (var i = 1; i < parts; i++)
        {
            var (sin, cos) = Math.SinCos(i * step);
            var ray = cos * ray1 + sin * aside;
            var rayScaled = new Vec3(ray.X / axes.X, ray.Y / axes.Y, ray.Z / axes.Z);
            var (a, b) = (rayScaled.Squared, 2 * rayScaled.Dot(hubScaled));
            var point = hub + (-b + Math.Sqrt(b * b - 4 * a * c)) / (2 * a) * ray;
            length += (point - last).Length;
            if (i == 1) ends = new(true, point, point);
            last = point;
        }
        if (ends.Inner) ends = ends with { Last = last };
        return length + (t2 - last).Length;
    }
}
