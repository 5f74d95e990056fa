using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Spindle.Biomechanics.Paths;

/// <summary>
/// The directions from points along a chord of an ellipsoid to its surface, each with the steps that <see cref="EllipsoidPoint"/> takes: eight at a time, and two such blocks in
/// turn, so that one computes while the other waits for its results.
/// </summary>
internal static class EllipsoidFan
{
    // The chord is divided into so many parts; the directions are taken from the inner points but the last.
    private const int Parts = 300;
    private const int Points = Parts - 2;
    private const int Width = 8;
    private const double End = (Points + 0.5) / Parts;
    // Points that are so near to the surface are looked at anew.
    private const double Margin = 1e-12;

    private static readonly double[] Shares = [.. Enumerable.Range(1, Points + 2 * Width).Select(ordinal => (double)ordinal / Parts)];

    /// <summary>The sum of the unit vectors to the closest surface points.</summary>
    public static Vec3 Sum(Vec3 axes, Vec3 start, Vec3 chord)
    {
        var (sum, rest) = (default(Lanes), default(Vec3));
        var ellipsoid = new Ellipsoid(axes);
        for (var at = 0; at < Points; at += 2 * Width)
        {
            var (p, counts) = On(start, chord, at);
            var (q, countsQ) = On(start, chord, at + Width);
            if (Ellipsoid.AnyFlat(p)) rest += OneByOne(axes, p, ref counts);
            if (Ellipsoid.AnyFlat(q)) rest += OneByOne(axes, q, ref countsQ);
            var (u, v) = (ellipsoid.Weights(p), ellipsoid.Weights(q));
            var (t, s) = (ellipsoid.Start(p), ellipsoid.Start(q));
            var (open, openQ) = (counts, countsQ);
            for (var step = 0; step < EllipsoidPoint.MostSteps; step++)
            {
                ellipsoid.Step(u, ref t, ref open);
                ellipsoid.Step(v, ref s, ref openQ);
                if (Vector512.EqualsAll((open | openQ).AsInt64(), Vector512<long>.Zero)) break;
            }
            sum += ellipsoid.Direction(p, t, counts);
            sum += ellipsoid.Direction(q, s, countsQ);
        }
        return rest + new Vec3(Vector512.Sum(sum.X), Vector512.Sum(sum.Y), Vector512.Sum(sum.Z));
    }

    // The points of a block, and the lanes that count.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (Lanes P, Vector512<double> Counts) On(Vec3 start, Vec3 chord, int at)
    {
        var share = Vector512.LoadUnsafe(ref MemoryMarshal.GetArrayDataReference(Shares), (nuint)at);
        var along = new Lanes(share * Vector512.Create(chord.X), share * Vector512.Create(chord.Y), share * Vector512.Create(chord.Z));
        return (Lanes.Of(start) + along, Vector512.LessThan(share, Vector512.Create(End)));
    }

    // Points that lie in a coordinate plane go another way; their block does not count any more.
    private static Vec3 OneByOne(Vec3 axes, in Lanes p, ref Vector512<double> counts)
    {
        var sum = default(Vec3);
        for (var lane = 0; lane < Width; lane++)
        {
            if (counts[lane] == 0) continue;
            var point = new Vec3(p.X[lane], p.Y[lane], p.Z[lane]);
            sum += (EllipsoidPoint.Closest(axes, point) - point).Unit;
        }
        counts = Vector512<double>.Zero;
        return sum;
    }

    private readonly record struct Lanes(Vector512<double> X, Vector512<double> Y, Vector512<double> Z)
    {
        public static Lanes Of(Vec3 v) => new(Vector512.Create(v.X), Vector512.Create(v.Y), Vector512.Create(v.Z));

        public static Lanes operator +(in Lanes a, in Lanes b) => new(a.X + b.X, a.Y + b.Y, a.Z + b.Z);

        public static Lanes operator *(in Lanes a, in Lanes b) => new(a.X * b.X, a.Y * b.Y, a.Z * b.Z);
    }

    private readonly struct Ellipsoid(Vec3 axes)
    {
        private readonly Lanes axes = Lanes.Of(axes);
        private readonly Lanes squares = Lanes.Of(axes) * Lanes.Of(axes);
        private readonly Lanes inverses = Lanes.Of(new(1 / (axes.X * axes.X), 1 / (axes.Y * axes.Y), 1 / (axes.Z * axes.Z)));
        private readonly double longest = Math.Max(Math.Max(axes.X, axes.Y), axes.Z);

        public Lanes Weights(in Lanes p) => squares * p * p;

        // Whether a point lies in a coordinate plane.
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static bool AnyFlat(in Lanes p)
        {
            var least = Vector512.Min(Vector512.Min(Vector512.Abs(p.X), Vector512.Abs(p.Y)), Vector512.Abs(p.Z));
            return Vector512.LessThanAny(least, Vector512.Create(EllipsoidPoint.Zero));
        }

        // Where the searches start: 0 for points within the ellipsoid.
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector512<double> Start(in Lanes p)
        {
            var level = p.X * p.X * inverses.X + p.Y * p.Y * inverses.Y + p.Z * p.Z * inverses.Z;
            return Vector512.LessThanAll(level, Vector512.Create(1 - Margin)) ? Vector512<double>.Zero : PreciseStart(p);
        }

        private Vector512<double> PreciseStart(in Lanes p)
        {
            var (x, y, z) = (p.X / axes.X, p.Y / axes.Y, p.Z / axes.Z);
            var far = Vector512.Create(longest) * Vector512.Sqrt(p.X * p.X + p.Y * p.Y + p.Z * p.Z);
            return Vector512.ConditionalSelect(Vector512.LessThan(x * x + y * y + z * z, Vector512<double>.One), Vector512<double>.Zero, far);
        }

        // A step of Newton's method in the lanes that are open, after those have been closed that are solved.
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Step(in Lanes weights, ref Vector512<double> t, ref Vector512<double> open)
        {
            var (u, v, w) = (weights.X, weights.Y, weights.Z);
            var (x, y, z) = (t + squares.X, t + squares.Y, t + squares.Z);
            var (xx, yy, zz) = (x * x, y * y, z * z);
            var f = xx * yy * zz - u * yy * zz - v * xx * zz - w * xx * yy;
            open &= Vector512.GreaterThanOrEqual(Vector512.Abs(f), Vector512.Create(EllipsoidPoint.Solved));
            var (xy, xz, yz) = (x * y, x * z, y * z);
            var slope = Vector512.Create(2.0) * (xy * z * (yz + xz + xy) - u * yz * (y + z) - v * xz * (x + z) - w * xy * (x + y));
            t = Vector512.ConditionalSelect(open, t - f / slope, t);
        }

        // The unit vectors from points to the closest surface points; zero in lanes that do not count.
        public Lanes Direction(in Lanes p, Vector512<double> t, Vector512<double> counts)
        {
            var dx = squares.X * p.X / (t + squares.X) - p.X;
            var dy = squares.Y * p.Y / (t + squares.Y) - p.Y;
            var dz = squares.Z * p.Z / (t + squares.Z) - p.Z;
            var length = Vector512.Sqrt(dx * dx + dy * dy + dz * dz);
            var some = counts & Vector512.GreaterThanOrEqual(length, Vector512.Create(2.220446049250313e-16));
            var scale = Vector512.ConditionalSelect(some, Vector512<double>.One / length, Vector512<double>.Zero);
            return new(dx * scale, dy * scale, dz * scale);
        }
    }
}
