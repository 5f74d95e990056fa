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
        var search = new Search(axes, normal, offset, p, start);
        var alpha = 0.01;
        for (var iteration = 0; iteration < MostIterations && search.Squares > Solved; iteration++) search.Improve(ref alpha, MostSteps);
        return search.Point;
    }

    private struct Search
    {
        private readonly Vec3 inverses;
        private readonly Vec3 normal;
        private readonly double offset;
        private readonly Vec3 p;
        private readonly Vec3 towardsCentre;
        private double delta;
        private double e0;
        private double e1;
        private double e2;
        private double e3;

        public Search(Vec3 axes, Vec3 normal, double offset, Vec3 p, Vec3 start)
        {
            inverses = new(1 / (axes.X * axes.X), 1 / (axes.Y * axes.Y), 1 / (axes.Z * axes.Z));
            (this.normal, this.offset, this.p, Point) = (normal, offset, p, start);
            towardsCentre = p.Unit;
            delta = -Gradient().Dot(start);
            Update();
        }

        public Vec3 Point { get; private set; }

        public double Squares { get; private set; }

        public void Improve(ref double alpha, int mostSteps)
        {
            var (t, n) = (Point, Gradient());
            var m = 2 * n;
            var l = new Vec3(2 * p.X * inverses.X, 2 * p.Y * inverses.Y, 2 * p.Z * inverses.Z);
            var cosine = (p - t).Unit.Dot(towardsCentre);
            var damping = cosine > 0.1 ? 1 - PowerOfHundred(cosine) : 1;
            // Rows of G: (normal, n, m, l) by component of t, and (0, 0, 1, 1) for δ.
            var g = -(normal * e0 + n * e1 + m * e2 + l * e3);
            var g3 = -(e2 + e3);
            var step = default(Vec3);
            var step3 = 0.0;
            var before = Squares;
            for (var tries = 0; Squares >= before && tries < mostSteps; tries++)
            {
                var raise = 1 + alpha;
                var system = new Symmetric4(
                    Product(normal.X, n.X, m.X, l.X, normal.X, n.X, m.X, l.X) * raise,
                    Product(normal.X, n.X, m.X, l.X, normal.Y, n.Y, m.Y, l.Y),
                    Product(normal.X, n.X, m.X, l.X, normal.Z, n.Z, m.Z, l.Z),
                    m.X + l.X,
                    Product(normal.Y, n.Y, m.Y, l.Y, normal.Y, n.Y, m.Y, l.Y) * raise,
                    Product(normal.Y, n.Y, m.Y, l.Y, normal.Z, n.Z, m.Z, l.Z),
                    m.Y + l.Y,
                    Product(normal.Z, n.Z, m.Z, l.Z, normal.Z, n.Z, m.Z, l.Z) * raise,
                    m.Z + l.Z,
                    2 * raise);
                system.Solve(g, g3, out step, out step3);
                (step, step3) = (step * (damping / 16), step3 * (damping / 16));
                before = Squares;
                Add(step, step3);
                alpha *= 4;
            }
            alpha /= 8;
            var factor = 0.5;
            for (var tries = 0; Squares <= before && tries < mostSteps; tries++)
            {
                factor *= 2;
                before = Squares;
                Add(step * factor, step3 * factor);
            }
            Add(step * -factor, step3 * -factor);
        }

        private static double PowerOfHundred(double x)
        {
            var x4 = x * x * (x * x);
            var x16 = x4 * x4 * (x4 * x4);
            var x32 = x16 * x16;
            return x32 * x32 * x32 * x4;
        }

        private static double Product(double a0, double a1, double a2, double a3, double b0, double b1, double b2, double b3) =>
            a0 * b0 + a1 * b1 + a2 * b2 + a3 * b3;

        private readonly Vec3 Gradient() => new(2 * Point.X * inverses.X, 2 * Point.Y * inverses.Y, 2 * Point.Z * inverses.Z);

        private void Add(Vec3 step, double step3)
        {
            Point += step;
            delta += step3;
            Update();
        }

        private void Update()
        {
            var n = Gradient();
            e0 = normal.Dot(Point) + offset;
            e1 = Point.X * Point.X * inverses.X + Point.Y * Point.Y * inverses.Y + Point.Z * Point.Z * inverses.Z - 1;
            e2 = n.Dot(Point) + delta;
            e3 = n.Dot(p) + delta;
            Squares = e0 * e0 + e1 * e1 + e2 * e2 + e3 * e3;
        }
    }
}
