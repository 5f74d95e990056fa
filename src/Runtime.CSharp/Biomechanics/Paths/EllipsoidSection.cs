using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Spindle.Biomechanics.Paths;

/// <summary>The path over an ellipsoid in a plane: a polyline of parts of about a millimetre, whose points are equally spaced in angle; eight points at a time.</summary>
internal static class EllipsoidSection
{
    private const double PartLength = 0.001;
    private const int MostParts = 499;
    private const int Room = 512;

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
    [SkipLocalsInit]
    public static double Length(Vec3 axes, Vec3 normal, double offset, Vec3 t1, Vec3 t2, double scale, bool longWay, out Ends ends)
    {
        ends = default;
        var chord = (t1 - t2).Length / scale;
        if (chord < PartLength) return chord * scale;
        var parts = double.IsNaN(chord) ? 1 : (int)Math.Min(chord / PartLength, MostParts);
        var axis = 0;
        if (Math.Abs(normal.Y) > Math.Abs(normal[axis])) axis = 1;
        if (Math.Abs(normal.Z) > Math.Abs(normal[axis])) axis = 2;
        // The angles are taken about the point where this axis pierces the plane.
        var hub = default(Vec3).With(axis, -offset / normal[axis]);
        var (ray1, ray2) = ((t1 - hub).Unit, (t2 - hub).Unit);
        var angle = Math.Acos(Math.Clamp(ray1.Dot(ray2), -1, 1));
        var step = (longWay ? -(2 * Math.PI - angle) : angle) / parts;
        var aside = ray1.Cross(ray2).Unit.Cross(ray1);
        Span<double> x = stackalloc double[Room];
        Span<double> y = stackalloc double[Room];
        Span<double> z = stackalloc double[Room];
        Sample(axes, hub, ray1, aside, step, parts, x, y, z);
        (x[0], y[0], z[0]) = (t1.X, t1.Y, t1.Z);
        (x[parts], y[parts], z[parts]) = (t2.X, t2.Y, t2.Z);
        if (parts > 1) ends = new(true, new(x[1], y[1], z[1]), new(x[parts - 1], y[parts - 1], z[parts - 1]));
        return Sum(x, y, z, parts);
    }

    // The points on the rays at whole multiples of the step, from 0 on.
    private static void Sample(Vec3 axes, Vec3 hub, Vec3 ray1, Vec3 aside, double step, int parts, Span<double> x, Span<double> y, Span<double> z)
    {
        var scaled = new Vec3(hub.X / axes.X, hub.Y / axes.Y, hub.Z / axes.Z);
        var c = Vector512.Create(4 * (scaled.Squared - 1));
        Span<double> first = stackalloc double[16];
        for (var lane = 0; lane < 8; lane++) (first[8 + lane], first[lane]) = Math.SinCos(lane * step);
        var (cos, sin) = (Vector512.Create<double>(first[..8]), Vector512.Create<double>(first[8..]));
        var (sin8, cos8) = Math.SinCos(8 * step);
        for (var at = 0; at < parts; at += 8)
        {
            var rx = cos * Vector512.Create(ray1.X) + sin * Vector512.Create(aside.X);
            var ry = cos * Vector512.Create(ray1.Y) + sin * Vector512.Create(aside.Y);
            var rz = cos * Vector512.Create(ray1.Z) + sin * Vector512.Create(aside.Z);
            var (ux, uy, uz) = (rx / Vector512.Create(axes.X), ry / Vector512.Create(axes.Y), rz / Vector512.Create(axes.Z));
            var a = ux * ux + uy * uy + uz * uz;
            var b = Vector512.Create(2.0) * (ux * Vector512.Create(scaled.X) + uy * Vector512.Create(scaled.Y) + uz * Vector512.Create(scaled.Z));
            var reach = (Vector512.Sqrt(b * b - a * c) - b) / (a + a);
            (Vector512.Create(hub.X) + reach * rx).CopyTo(x[at..]);
            (Vector512.Create(hub.Y) + reach * ry).CopyTo(y[at..]);
            (Vector512.Create(hub.Z) + reach * rz).CopyTo(z[at..]);
            (cos, sin) = (cos * Vector512.Create(cos8) - sin * Vector512.Create(sin8), sin * Vector512.Create(cos8) + cos * Vector512.Create(sin8));
        }
    }

    private static double Sum(ReadOnlySpan<double> x, ReadOnlySpan<double> y, ReadOnlySpan<double> z, int parts)
    {
        var sum = Vector512<double>.Zero;
        var at = 0;
        for (; at + 8 <= parts; at += 8)
        {
            var dx = Load(x, at + 1) - Load(x, at);
            var dy = Load(y, at + 1) - Load(y, at);
            var dz = Load(z, at + 1) - Load(z, at);
            sum += Vector512.Sqrt(dx * dx + dy * dy + dz * dz);
        }
        var length = Vector512.Sum(sum);
        for (; at < parts; at++) length += new Vec3(x[at + 1] - x[at], y[at + 1] - y[at], z[at + 1] - z[at]).Length;
        return length;
    }

    private static Vector512<double> Load(ReadOnlySpan<double> values, int at) => Vector512.LoadUnsafe(ref MemoryMarshal.GetReference(values), (nuint)at);
}
