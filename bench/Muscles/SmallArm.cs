using System.Globalization;
using System.Text;
using Spindle.Biomechanics;
using Spindle.Biomechanics.Functions;
using Spindle.Biomechanics.Models;
using Spindle.Biomechanics.Paths;

namespace Spindle.Bench.Muscles;

/// <summary>
/// An arm that Spindle and MuJoCo can express alike: four hinges, the last three with parallel axes, and muscles through fixed points, some of them straight, others over cylinders along
/// these axes, which they cross at right angles, or over a sphere. Where a path runs along a cylinder's axis too, the two programs differ: MuJoCo's is a geodesic, OpenSim's is not.
/// </summary>
internal sealed class SmallArm(bool wrapping)
{
    private static readonly Segment[] Segments =
    [
        new(new(0, 1, 0), new(0, 1.4, 0), -1, 1),
        new(new(0, 0, 1), new(0.02, 0, 0), -0.4, 1.6),
        new(new(0, 0, 1), new(0, -0.3, 0), -0.4, 2),
        new(new(0, 0, 1), new(0, -0.25, 0), -0.4, 1.2),
    ];

    // A cylinder for each side of the three last hinges, and a sphere at the first one.
    private static readonly Round[] Rounds =
    [
        new(1, 0.03, new(0.02, 0, 0), 1), new(1, 0.03, new(0.02, 0, 0), -1),
        new(2, 0.025, new(0, -0.3, 0), 1), new(2, 0.025, new(0, -0.3, 0), -1),
        new(3, 0.015, new(0, -0.25, 0), 1), new(3, 0.015, new(0, -0.25, 0), -1),
        new(1, 0.04, new(0.02, 0, 0.08), 0),
    ];

    private static readonly Strand[] Straight =
    [
        new([new(0, 0.08, 1.44, 0.06), new(2, 0.03, -0.12, 0.01)]),
        new([new(0, -0.07, 1.43, 0.08), new(2, -0.03, -0.14, 0.02)]),
        new([new(0, 0.05, 1.45, -0.09), new(1, 0.04, 0.03, -0.02), new(2, 0.02, -0.1, 0)]),
        new([new(1, 0.07, 0.05, 0), new(2, 0.04, -0.2, 0), new(3, 0.035, -0.06, 0)]),
        new([new(2, 0.03, -0.15, 0.01), new(3, 0.04, -0.08, 0.02)]),
        new([new(3, 0.03, -0.1, -0.02), new(4, 0.03, -0.04, 0.01)]),
    ];

    private static readonly Strand[] Wrapping =
    [
        new([new(1, 0.06, 0.07, 0), new(2, 0.035, -0.08, 0)], (0, 0)),
        new([new(1, -0.015, 0.07, 0.01), new(2, -0.035, -0.08, 0.01)], (1, 0)),
        new([new(2, 0.03, -0.22, 0), new(3, 0.03, -0.07, 0)], (2, 0)),
        new([new(2, -0.03, -0.22, 0.01), new(3, -0.03, -0.07, 0.01)], (3, 0)),
        new([new(3, 0.02, -0.18, 0), new(4, 0.02, -0.05, 0)], (4, 0)),
        new([new(3, -0.02, -0.18, 0), new(4, -0.02, -0.05, 0)], (5, 0)),
        new([new(1, -0.02, 0.06, -0.02), new(2, -0.034, -0.16, -0.02), new(3, -0.03, -0.06, -0.02)], (1, 0), (3, 1)),
        new([new(2, 0.03, -0.24, 0.02), new(3, 0.026, -0.14, 0.02), new(4, 0.02, -0.04, 0.02)], (2, 0), (4, 1)),
        new([new(1, 0.03, 0.06, 0.11), new(2, 0.01, -0.12, 0.09)], (6, 0)),
    ];

    private readonly Strand[] strands = wrapping ? Wrapping : Straight;

    /// <summary>The model as Spindle has it.</summary>
    public MusculoskeletalModel Model()
    {
        var hinges = Segments.Index().Select(hinge => new Coordinate($"q{hinge.Index}", 0, hinge.Item.Lowest, hinge.Item.Highest, Motion.Rotational, false, null));
        var bodies = Segments.Index().Select(segment => new Body(
            $"segment{segment.Index}", segment.Index, new(Rotation.None, segment.Item.Place), Placement.None, [new(segment.Item.Axis, segment.Index, new Polynomial([1, 0]))], []));
        WrapObject[] wraps = [.. Rounds.Index().Select(round => new WrapObject(
            round.Index, $"round{round.Index}", round.Item.Body, new(Rotation.None, round.Item.Centre), round.Item.Surface, true))];
        var muscles = strands.Index().Select(strand => new Muscle(
            $"muscle{strand.Index}",
            [.. strand.Item.Points.Select(point => new PathPoint(point.Body, new(point.X, point.Y, point.Z), null, null))],
            [.. strand.Item.Over.Select(over => new PathWrap(wraps[over.Round], WrapMethod.Hybrid, over.After, over.After + 1))],
            null));
        return new("small arm", [.. hinges], [new("ground", -1, Placement.None, Placement.None, [], []), .. bodies], [], wraps, [.. muscles]);
    }

    /// <summary>Poses within the hinges' ranges, drawn by a seed.</summary>
    public static double[][] Poses(int count, int seed)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, count).Select(_ => Segments.Select(hinge => hinge.Lowest + (hinge.Highest - hinge.Lowest) * random.NextDouble()).ToArray())];
    }

    /// <summary>The model as MuJoCo reads it.</summary>
    public string Mjcf()
    {
        var text = new StringBuilder("<mujoco><compiler angle=\"radian\"/><worldbody>\n");
        AddOf(text, 0);
        foreach (var (at, segment) in Segments.Index())
        {
            text.Append($"<body pos=\"{Text(segment.Place)}\"><joint type=\"hinge\" axis=\"{Text(segment.Axis)}\"/><inertial pos=\"0 0 0\" mass=\"1\" diaginertia=\"1 1 1\"/>\n");
            AddOf(text, at + 1);
        }
        foreach (var _ in Segments) text.Append("</body>");
        text.Append("</worldbody>\n<tendon>\n");
        foreach (var (at, strand) in strands.Index())
        {
            text.Append("<spatial>");
            foreach (var point in Enumerable.Range(0, strand.Points.Length))
            {
                text.Append($"<site site=\"s{at}.{point}\"/>");
                foreach (var (round, _) in strand.Over.Where(over => over.After == point))
                    text.Append(Rounds[round].Side == 0 ? $"<geom geom=\"g{round}\"/>" : $"<geom geom=\"g{round}\" sidesite=\"side{round}\"/>");
            }
            text.Append("</spatial>\n");
        }
        return text.Append("</tendon></mujoco>\n").ToString();
    }

    private void AddOf(StringBuilder text, int body)
    {
        foreach (var (at, round) in Rounds.Index().Where(round => round.Item.Body == body))
        {
            var shape = round.Side == 0 ? "sphere" : "cylinder";
            text.Append(CultureInfo.InvariantCulture, $"<geom name=\"g{at}\" type=\"{shape}\" size=\"{round.Radius} 1\" pos=\"{Text(round.Centre)}\" contype=\"0\" conaffinity=\"0\"/>");
            text.Append($"<site name=\"side{at}\" pos=\"{Text(round.Centre + new Vec3(2 * round.Radius * round.Side, 0, 0))}\"/>\n");
        }
        foreach (var (at, strand) in strands.Index())
        {
            foreach (var (number, point) in strand.Points.Index().Where(point => point.Item.Body == body))
                text.Append($"<site name=\"s{at}.{number}\" pos=\"{Text(new(point.X, point.Y, point.Z))}\"/>\n");
        }
    }

    private static string Text(Vec3 v) => string.Create(CultureInfo.InvariantCulture, $"{v.X:R} {v.Y:R} {v.Z:R}");

    private sealed record Segment(Vec3 Axis, Vec3 Place, double Lowest, double Highest);

    // Bodies count from the ground, 0; the side is that of x on which paths run, 0 for a sphere, which has none.
    private sealed record Round(int Body, double Radius, Vec3 Centre, int Side)
    {
        public WrapSurface Surface => Side == 0 ? new SphereSurface(Radius, WrapSide.Both) : new CylinderSurface(Radius, 2, new(0, Side));
    }

    private readonly record struct Point(int Body, double X, double Y, double Z);

    // What it runs over, each between the point of that number and the next.
    private sealed record Strand(Point[] Points, params (int Round, int After)[] Over);
}
