using System.Runtime.Intrinsics;

namespace Spindle.Biomechanics.Paths;

/// <summary>The directions from points along a chord of an ellipsoid to its surface: eight at a time, each with the steps that <see cref="EllipsoidPoint"/> takes.</summary>
internal static class EllipsoidFan
{
    // The chord is divided into so many parts; the directions are taken from the inner points but the last.
    private const int Parts = 300;
    private const int Points = Parts - 2;

    private static readonly Vector512<double> Ordinals = Vector512.Create(1.0, 2, 3, 4, 5, 6, 7, 8);

    /// <summary>The sum of the unit vectors to the closest surface points.</summary>
    public static Vec3 Sum(Vec3 axes, Vec3 start, Vec3 chord)
    {
        var (sumX, sumY, sumZ) = (Vector512<double>.Zero, Vector512<double>.Zero, Vector512<double>.Zero);
        var rest = default(Vec3);
        var ellipsoid = new Lanes(axes);
        for (var block = 0; block < Points; block += Vector512<double>.Count)
        {
            var ordinal = Ordinals + Vector512.Create((double)block);
            var share = ordinal / Vector512.Create((double)Parts);
            var x = Vector512.Create(start.X) + share * Vector512.Create(chord.X);
            var y = Vector512.Create(start.Y) + share * Vector512.Create(chord.Y);
            var z = Vector512.Create(start.Z) + share * Vector512.Create(chord.Z);
            var counts = Vector512.LessThanOrEqual(ordinal, Vector512.Create((double)Points));
            var flat = Vector512.LessThan(Vector512.Min(Vector512.Min(Vector512.Abs(x), Vector512.Abs(y)), Vector512.Abs(z)), Vector512.Create(EllipsoidPoint.Zero));
            if (Vector512.EqualsAny((flat & counts).AsInt64(), Vector512<long>.AllBitsSet))
            {
                for (var lane = 0; lane < Vector512<double>.Count && block + lane < Points; lane++)
                {
                    var p = new Vec3(x[lane], y[lane], z[lane]);
                    rest += (EllipsoidPoint.Closest(axes, p) - p).Unit;
                }
                continue;
            }
            ellipsoid.Towards(x, y, z, counts, out var dx, out var dy, out var dz);
            sumX += dx;
            sumY += dy;
            sumZ += dz;
        }
        return rest + new Vec3(Vector512.Sum(sumX), Vector512.Sum(sumY), Vector512.Sum(sumZ));
    }

    private readonly struct Lanes(Vec3 axes)
    {
        private readonly Vector512<double> a = Vector512.Create(axes.X);
        private readonly Vector512<double> b = Vector512.Create(axes.Y);
        private readonly Vector512<double> c = Vector512.Create(axes.Z);
        private readonly double longest = Math.Max(Math.Max(axes.X, axes.Y), axes.Z);

        // The unit vectors from points to the closest surface points; zero in lanes that do not count.
        public void Towards(
            Vector512<double> px, Vector512<double> py, Vector512<double> pz, Vector512<double> counts,
            out Vector512<double> dx, out Vector512<double> dy, out Vector512<double> dz)
        {
            var (a2, b2, c2) = (a * a, b * b, c * c);
            var (u, v, w) = (a2 * px * px, b2 * py * py, c2 * pz * pz);
            var level = px / a * (px / a) + py / b * (py / b) + pz / c * (pz / c);
            var far = Vector512.Create(longest) * Vector512.Sqrt(px * px + py * py + pz * pz);
            var t = Vector512.ConditionalSelect(Vector512.LessThan(level, Vector512<double>.One), Vector512<double>.Zero, far);
            var open = counts;
            var (x, y, z) = (t + a2, t + b2, t + c2);
            for (var step = 0; step < EllipsoidPoint.MostSteps; step++)
            {
                var (xx, yy, zz) = (x * x, y * y, z * z);
                var f = xx * yy * zz - u * yy * zz - v * xx * zz - w * xx * yy;
                open &= Vector512.GreaterThanOrEqual(Vector512.Abs(f), Vector512.Create(EllipsoidPoint.Solved));
                if (Vector512.EqualsAll(open.AsInt64(), Vector512<long>.Zero)) break;
                var (xy, xz, yz) = (x * y, x * z, y * z);
                var slope = Vector512.Create(2.0) * (xy * z * (yz + xz + xy) - u * yz * (y + z) - v * xz * (x + z) - w * xy * (x + y));
                t = Vector512.ConditionalSelect(open, t - f / slope, t);
                (x, y, z) = (t + a2, t + b2, t + c2);
            }
            dx = a2 * px / x - px;
            dy = b2 * py / y - py;
            dz = c2 * pz / z - pz;
            var length = Vector512.Sqrt(dx * dx + dy * dy + dz * dz);
            var some = counts & Vector512.GreaterThanOrEqual(length, Vector512.Create(2.220446049250313e-16));
            var scale = Vector512.ConditionalSelect(some, Vector512<double>.One / length, Vector512<double>.Zero);
            dx *= scale;
            dy *= scale;
            dz *= scale;
        }
    }
}
