using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Spindle.Biomechanics.Paths;

/// <summary>
/// The directions from points along a chord of an ellipsoid to its surface, each with the steps that <see cref="EllipsoidPoint"/> takes: four at a time, and four such blocks in
/// turn, so that one computes while another waits for its results.
/// </summary>
internal static class EllipsoidFan
{
    // The chord is divided into so many parts; the directions are taken from the inner points but the last.
    private const int Parts = 300;
    private const int Points = Parts - 2;
    private const int Width = 4;
    private const double End = (Points + 0.5) / Parts;
    // Points that are so near to the surface are looked at anew.
    private const double Margin = 1e-12;

    private static readonly double[] Shares = [.. Enumerable.Range(1, Points + 4 * Width).Select(ordinal => (double)ordinal / Parts)];

    /// <summary>The sum of the unit vectors to the closest surface points.</summary>
    public static Vec3 Sum(Vec3 axes, Vec3 start, Vec3 chord)
    {
        var (even, odd, rest) = (default(Lanes), default(Lanes), default(Vec3));
        var ellipsoid = new Ellipsoid(axes);
        for (var at = 0; at < Points; at += 4 * Width)
        {
            var a = new Search(ellipsoid, start, chord, at, ref rest);
            var b = new Search(ellipsoid, start, chord, at + Width, ref rest);
            var c = new Search(ellipsoid, start, chord, at + 2 * Width, ref rest);
            var d = new Search(ellipsoid, start, chord, at + 3 * Width, ref rest);
            var open = a.Open | b.Open | c.Open | d.Open;
            for (var step = 0; step < EllipsoidPoint.MostSteps && Vector256.AnyWhereAllBitsSet(open); step++)
            {
                a.Step(ellipsoid);
                b.Step(ellipsoid);
                c.Step(ellipsoid);
                d.Step(ellipsoid);
                open = a.Open | b.Open | c.Open | d.Open;
            }
            even += a.Direction(ellipsoid);
            odd += b.Direction(ellipsoid);
            even += c.Direction(ellipsoid);
            odd += d.Direction(ellipsoid);
        }
        return rest + even.Sum() + odd.Sum();
    }

    private readonly record struct Lanes(Vector256<double> X, Vector256<double> Y, Vector256<double> Z)
    {
        public static Lanes Of(Vec3 v) => new(Vector256.Create(v.X), Vector256.Create(v.Y), Vector256.Create(v.Z));

        public static Lanes operator +(in Lanes a, in Lanes b) => new(a.X + b.X, a.Y + b.Y, a.Z + b.Z);

        public static Lanes operator *(in Lanes a, in Lanes b) => new(a.X * b.X, a.Y * b.Y, a.Z * b.Z);

        public Vec3 Sum() => new(Vector256.Sum(X), Vector256.Sum(Y), Vector256.Sum(Z));
    }

    private readonly struct Ellipsoid(Vec3 axes)
    {
        public readonly Vec3 Axes = axes;
        public readonly Lanes Squares = Lanes.Of(axes) * Lanes.Of(axes);
        public readonly Lanes Inverses = Lanes.Of(new(1 / (axes.X * axes.X), 1 / (axes.Y * axes.Y), 1 / (axes.Z * axes.Z)));
    }

    // Newton's method for the points of a block.
    private struct Search
    {
        public Vector256<double> Open;
        private readonly Vector256<double> x;
        private readonly Vector256<double> y;
        private readonly Vector256<double> z;
        private readonly Vector256<double> u;
        private readonly Vector256<double> v;
        private readonly Vector256<double> w;
        private readonly Vector256<double> counts;
        private Vector256<double> t;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Search(in Ellipsoid ellipsoid, Vec3 start, Vec3 chord, int at, ref Vec3 rest)
        {
            var share = Vector256.LoadUnsafe(ref MemoryMarshal.GetArrayDataReference(Shares), (nuint)at);
            x = Vector256.Create(start.X) + share * Vector256.Create(chord.X);
            y = Vector256.Create(start.Y) + share * Vector256.Create(chord.Y);
            z = Vector256.Create(start.Z) + share * Vector256.Create(chord.Z);
            counts = Vector256.LessThan(share, Vector256.Create(End));
            var least = Vector256.Min(Vector256.Min(Vector256.Abs(x), Vector256.Abs(y)), Vector256.Abs(z));
            if (Vector256.AnyWhereAllBitsSet(counts & Vector256.LessThan(least, Vector256.Create(EllipsoidPoint.Zero)))) counts = OneByOne(ellipsoid.Axes, x, y, z, counts, ref rest);
            u = ellipsoid.Squares.X * x * x;
            v = ellipsoid.Squares.Y * y * y;
            w = ellipsoid.Squares.Z * z * z;
            // From 0 for points within the ellipsoid.
            var level = x * x * ellipsoid.Inverses.X + y * y * ellipsoid.Inverses.Y + z * z * ellipsoid.Inverses.Z;
            t = Vector256.LessThanAll(level, Vector256.Create(1 - Margin)) ? Vector256<double>.Zero : Far(ellipsoid.Axes, x, y, z);
            Open = counts;
        }

        // In the lanes that are open, after those have been closed that are solved.
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Step(in Ellipsoid ellipsoid)
        {
            var (x, y, z) = (t + ellipsoid.Squares.X, t + ellipsoid.Squares.Y, t + ellipsoid.Squares.Z);
            var (xx, yy, zz) = (x * x, y * y, z * z);
            var f = xx * yy * zz - u * yy * zz - v * xx * zz - w * xx * yy;
            Open &= Vector256.GreaterThanOrEqual(Vector256.Abs(f), Vector256.Create(EllipsoidPoint.Solved));
            var (xy, xz, yz) = (x * y, x * z, y * z);
            var slope = Vector256.Create(2.0) * (xy * z * (yz + xz + xy) - u * yz * (y + z) - v * xz * (x + z) - w * xy * (x + y));
            t = Vector256.ConditionalSelect(Open, t - f / slope, t);
        }

        // The unit vectors from points to the closest surface points; zero in lanes that do not count.
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public readonly Lanes Direction(in Ellipsoid ellipsoid)
        {
            var dx = ellipsoid.Squares.X * x / (t + ellipsoid.Squares.X) - x;
            var dy = ellipsoid.Squares.Y * y / (t + ellipsoid.Squares.Y) - y;
            var dz = ellipsoid.Squares.Z * z / (t + ellipsoid.Squares.Z) - z;
            var length = Vector256.Sqrt(dx * dx + dy * dy + dz * dz);
            var some = counts & Vector256.GreaterThanOrEqual(length, Vector256.Create(2.220446049250313e-16));
            var scale = Vector256.ConditionalSelect(some, Vector256<double>.One / length, Vector256<double>.Zero);
            return new(dx * scale, dy * scale, dz * scale);
        }

        // Outside, from where the point's distance takes it.
        [MethodImpl(MethodImplOptions.NoInlining)]
        private static Vector256<double> Far(Vec3 axes, Vector256<double> x, Vector256<double> y, Vector256<double> z)
        {
            var (a, b, c) = (x / Vector256.Create(axes.X), y / Vector256.Create(axes.Y), z / Vector256.Create(axes.Z));
            var far = Vector256.Create(Math.Max(Math.Max(axes.X, axes.Y), axes.Z)) * Vector256.Sqrt(x * x + y * y + z * z);
            return Vector256.ConditionalSelect(Vector256.LessThan(a * a + b * b + c * c, Vector256<double>.One), Vector256<double>.Zero, far);
        }

        // Points that lie in a coordinate plane go another way; their block does not count any more.
        [MethodImpl(MethodImplOptions.NoInlining)]
        private static Vector256<double> OneByOne(Vec3 axes, Vector256<double> x, Vector256<double> y, Vector256<double> z, Vector256<double> counts, ref Vec3 rest)
        {
            for (var lane = 0; lane < Width; lane++)
            {
                if (counts[lane] == 0) continue;
                var point = new Vec3(x[lane], y[lane], z[lane]);
                rest += (EllipsoidPoint.Closest(axes, point) - point).Unit;
            }
            return Vector256<double>.Zero;
        }
    }
}
