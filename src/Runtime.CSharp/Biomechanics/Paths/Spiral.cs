using System.Runtime.CompilerServices;

namespace Spindle.Biomechanics.Paths;

/// <summary>The path over a cylinder about the z axis between two of its points, the short or the long way round.</summary>
internal readonly struct Spiral
{
    private const double PartLength = 0.002;
    private const double Tolerance = 0.1 * Math.PI / 180;
    private const int MostMoves = 100;
    private const int Kept = 8;
    // Lengths so near to a whole number of parts, relatively, are divided anew.
    private const double Margin = 1e-12;
    private static readonly double SquaredSine = Math.Sin(Tolerance) * Math.Sin(Tolerance);

    private readonly Vec3 t1;
    private readonly Vec3 t2;
    private readonly double turn;
    private readonly double arc;

    /// <summary>The spiral from one point to the other.</summary>
    public Spiral(Vec3 t1, Vec3 t2, double radius, bool longWay)
    {
        (this.t1, this.t2) = (t1, t2);
        // About z, from −π to π; the long way round is the rest of the turn, the other way.
        turn = Math.Atan2(t1.X * t2.Y - t1.Y * t2.X, t1.X * t2.X + t1.Y * t2.Y);
        if (longWay) turn = turn < 0 ? 2 * Math.PI + turn : turn - 2 * Math.PI;
        arc = radius * turn;
    }

    /// <summary>The contact between the two points as they are.</summary>
    public WrapContact Contact => new(t1, t2, Length(t2.Z - t1.Z));

    /// <summary>
    /// The contact after both points have moved along the axis until the spiral meets the straight pieces without a kink, to a tenth of a degree; a move goes half as far
    /// again as is needed, and there are at most 100.
    /// </summary>
    [SkipLocalsInit]
    public WrapContact Tangent(Vec3 p1, Vec3 p2)
    {
        var (z1, z2) = (t1.Z, t2.Z);
        // All but heights follows from the number of parts, of which few come up again and again.
        Span<Ends> known = stackalloc Ends[Kept];
        foreach (ref var ends in known) ends.Parts = 0;
        for (var moves = 0; moves < MostMoves;)
        {
            var parts = (int)(Length(z2 - z1) / PartLength);
            if (parts < 2) break;
            ref var ends = ref known[parts % Kept];
            if (ends.Parts != parts) ends = new(parts, new(p1, t1, Along(1.0 / parts)), new(p2, t2, Along((parts - 1.0) / parts)));
            if (!ends.Move(arc * arc, ref moves, ref z1, ref z2)) break;
        }
        return new(new(t1.X, t1.Y, z1), new(t2.X, t2.Y, z2), Length(z2 - z1));
    }

    private double Length(double height) => Math.Sqrt(arc * arc + height * height);

    private (double X, double Y) Along(double share)
    {
        var (sin, cos) = Math.SinCos(turn * share);
        return (t1.X * cos - t1.Y * sin, t1.X * sin + t1.Y * cos);
    }

    // Both ends, while the spiral has so many parts.
    private struct Ends(int parts, End first, End second)
    {
        private readonly End first = first;
        private readonly End second = second;

        public int Parts = parts;

        // Moves until neither end has to, which answers false, or until the number of parts may be another.
        public readonly bool Move(double arcSquared, ref int moves, ref double height1, ref double height2)
        {
            var (end1, end2, z1, z2) = (first, second, height1, height2);
            var (shortest, longest) = (Parts * PartLength * (1 + Margin), (Parts + 1) * PartLength * (1 - Margin));
            var (least, most, toLast) = (shortest * shortest, longest * longest, (Parts - 1.0) / Parts);
            bool any, same;
            do
            {
                var rise = z2 - z1;
                var onSpiral = z1 + rise / Parts;
                var moves1 = end1.Kinks(z1, onSpiral);
                if (moves1) z1 = end1.Moved(z1, onSpiral);
                // The second one leaves from where the first one is now, along the spiral as it was.
                onSpiral = z1 + rise * toLast;
                var moves2 = end2.Kinks(z2, onSpiral);
                if (moves2) z2 = end2.Moved(z2, onSpiral);
                any = moves1 || moves2;
                var square = arcSquared + (z2 - z1) * (z2 - z1);
                same = square > least && square < most;
            }
            while (++moves < MostMoves && any && same);
            (height1, height2) = (z1, z2);
            return any;
        }
    }

    // An end of the path, its tangent point and the spiral's next point, seen along the axis.
    private readonly struct End
    {
        private readonly double height;
        private readonly double straight;
        private readonly double curved;
        private readonly double share;

        public End(Vec3 p, Vec3 t, (double X, double Y) onSpiral)
        {
            height = p.Z;
            straight = Math.Sqrt((t.X - p.X) * (t.X - p.X) + (t.Y - p.Y) * (t.Y - p.Y));
            curved = Math.Sqrt((onSpiral.X - t.X) * (onSpiral.X - t.X) + (onSpiral.Y - t.Y) * (onSpiral.Y - t.Y));
            var (x, y) = (onSpiral.X - p.X, onSpiral.Y - p.Y);
            // How far along the line from the end to the spiral's point the tangent point's generator line is nearest.
            share = ((t.X - p.X) * x + (t.Y - p.Y) * y) / (x * x + y * y);
        }

        // Whether the path has a kink that a move can mend.
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public bool Kinks(double z, double onSpiral)
        {
            var (rise, climb) = (z - height, onSpiral - z);
            var (sine, cosine) = (straight * climb - curved * rise, straight * curved + rise * climb);
            return !(cosine > 0 && sine * sine <= SquaredSine * (straight * straight + rise * rise) * (curved * curved + climb * climb)) && double.IsFinite(share);
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public double Moved(double z, double onSpiral) => z + 1.5 * (height + (onSpiral - height) * share - z);
    }
}
