using Spindle.Contracts;
using Spindle.Tasks.Proprioception.Movements;

namespace Spindle.Probes.Proprioception;

/// <summary>Where letters may stand: start points by the height of their horizontal or the depth of their vertical plane.</summary>
internal static class ReachFigure
{
    /// <summary>The figure.</summary>
    public static Figure Of(StartPointSet starts) => new(
        "Reach",
        "Points about which the hand reaches a letter's box, from above and from the left, and how many there are in each plane.",
        [
            Points("Horizontal planes, from above", starts.Horizontal, "left", point => point.Y),
            Points("Vertical planes, from the left", starts.Vertical, "up", point => point.Z),
            Planes("Horizontal planes", "height", starts.Horizontal.Select(point => point.Z)),
            Planes("Vertical planes", "depth", starts.Vertical.Select(point => point.X)),
        ],
        2);

    private static ScatterPanel Points(
        string title, IReadOnlyList<(double X, double Y, double Z)> points, string label, Func<(double X, double Y, double Z), double> other)
    {
        var seen = points.Select(point => (point.X, Y: other(point))).Distinct().ToArray();
        return new(title, new("forward", "cm"), new(label, "cm"), [new("", [.. seen.Select(point => point.X)], [.. seen.Select(point => point.Y)]) { Mark = FigureMark.Points }]);
    }

    private static LinePanel Planes(string title, string label, IEnumerable<double> places)
    {
        var planes = places.GroupBy(place => place).OrderBy(plane => plane.Key).ToArray();
        return new(title, new(label, "cm"), new("start points", ""), [new("", [.. planes.Select(plane => plane.Key)], [.. planes.Select(plane => (double)plane.Count())])]);
    }
}
