using System.Runtime.CompilerServices;

namespace Spindle.Biomechanics.Paths;

/// <summary>
/// The point where the tangent from an outer point touches an ellipsoid, in a plane. OpenSim's damped iteration stops at residuals of 1e-4, which shows in lengths, so it
/// is the same here, step for step.
/// </summary>
/// <remarks>
/// Unknowns are the point t and a number δ; residuals e are t's distance from the plane, its level E(t) = Σ(tᵢ/aᵢ)² − 1, N·t + δ and N·p + δ with Nᵢ = 2tᵢ/aᵢ².
/// A step solves (G Gᵀ with its diagonal raised) · step = −G e/16, with G the derivatives of e.
/// </remarks>
internal static class EllipsoidTangent
{
    private const double Solved = 1e-8;
    private const int MostIterations = 50;
    private const int MostSteps = 1000;

    /// <summary>The tangent point, searched from a start.</summary>
    public static Vec3 Find(Vec3 axes, Vec3 normal, double offset, Vec3 p, Vec3 start)
    {
        var tangency = new Tangency(axes, normal, offset, p);
        var (t, delta) = (start, -tangency.Gradient(start).Dot(start));
        var e = tangency.Residuals(t, delta);
        var (towardsCentre, alpha) = (p.Unit, 0.01);
        for (var iteration = 0; iteration < MostIterations && e.Squares > Solved; iteration++)
        {
            var cosine = (p - t).Unit.Dot(towardsCentre);
            var length = (cosine > 0.1 ? 1 - PowerOfHundred(cosine) : 1) / 16;
            var (step, step3) = (default(Vec3), 0.0);
            var (from, at) = (e, t);
            var before = e.Squares;
            var squares = before;
            for (var tries = 0; squares >= before && tries < MostSteps; tries++)
            {
                tangency.Solve(at, from, 1 + alpha, out step, out step3);
                (step, step3) = (step * length, step3 * length);
                (t, delta, before) = (t + step, delta + step3, squares);
                squares = tangency.Residuals(t, delta).Squares;
                alpha *= 4;
            }
            alpha /= 8;
            var factor = 0.5;
            for (var tries = 0; squares <= before && tries < MostSteps; tries++)
            {
                factor *= 2;
                (t, delta, before) = (t + step * factor, delta + step3 * factor, squares);
                squares = tangency.Residuals(t, delta).Squares;
            }
            (t, delta) = (t + step * -factor, delta + step3 * -factor);
            e = tangency.Residuals(t, delta);
        }
        return t;
    }

    private static double PowerOfHundred(double x)
    {
        var x4 = x * x * (x * x);
        var x16 = x4 * x4 * (x4 * x4);
        var x32 = x16 * x16;
        return x32 * x32 * x32 * x4;
    }

    private readonly record struct Four(double E0, double E1, double E2, double E3)
    {
        public double Squares => E0 * E0 + E1 * E1 + E2 * E2 + E3 * E3;
    }

    // What is asked of the tangent point.
    private readonly struct Tangency(Vec3 axes, Vec3 normal, double offset, Vec3 p)
    {
        private readonly Vec3 inverses = new(1 / (axes.X * axes.X), 1 / (axes.Y * axes.Y), 1 / (axes.Z * axes.Z));
        private readonly Vec3 normal = normal;
        private readonly Vec3 p = p;
        private readonly double offset = offset;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vec3 Gradient(Vec3 t) => new(2 * t.X * inverses.X, 2 * t.Y * inverses.Y, 2 * t.Z * inverses.Z);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Four Residuals(Vec3 t, double delta)
        {
            var n = Gradient(t);
            return new(
                normal.Dot(t) + offset,
                t.X * t.X * inverses.X + t.Y * t.Y * inverses.Y + t.Z * t.Z * inverses.Z - 1,
                n.Dot(t) + delta,
                n.Dot(p) + delta);
        }

        // The direction of a step from a point with these residuals.
        public void Solve(Vec3 t, Four e, double raise, out Vec3 step, out double step3)
        {
            var n = Gradient(t);
            var (m, l) = (2 * n, Gradient(p));
            // Rows of G: (normal, n, m, l) by component of t, and (0, 0, 1, 1) for δ.
            var (x, y, z) = (new Four(normal.X, n.X, m.X, l.X), new Four(normal.Y, n.Y, m.Y, l.Y), new Four(normal.Z, n.Z, m.Z, l.Z));
            var system = new Symmetric4(
                Product(x, x) * raise, Product(x, y), Product(x, z), m.X + l.X, Product(y, y) * raise, Product(y, z), m.Y + l.Y, Product(z, z) * raise, m.Z + l.Z, 2 * raise);
            system.Solve(-(normal * e.E0 + n * e.E1 + m * e.E2 + l * e.E3), -(e.E2 + e.E3), out step, out step3);
        }

        private static double Product(Four a, Four b) => a.E0 * b.E0 + a.E1 * b.E1 + a.E2 * b.E2 + a.E3 * b.E3;
    }
}
