using System.Collections.Concurrent;

namespace Spindle.Biomechanics.TwoLink;

/// <summary>
/// Where letters can stand: points of a lattice about which the hand reaches a whole box in a plane (Sandbrink et al. 2023; Marin Vargas et
/// al. 2024). Reach is exact here; published files also lack points at which the published solver failed.
/// </summary>
/// <param name="arm">The arm.</param>
/// <param name="lattice">The points that are tried.</param>
public sealed class StartPoints(TwoLinkArm arm, StartLattice lattice)
{
    private readonly InverseKinematics kinematics = new(arm);
    private readonly ConcurrentDictionary<(int X, int Y, int Z), bool> reached = [];

    /// <summary>The lattice points that the hand reaches, in {W}, cm.</summary>
    public IReadOnlyList<(int X, int Y, int Z)> Reachable() => [.. lattice.Points().Where(Reaches)];

    /// <summary>Those of them whose four in-plane neighbours at the corners of the box are reached, too, and are of the lattice.</summary>
    public IReadOnlyList<(int X, int Y, int Z)> Coarse(WritingPlane plane)
    {
        var points = Reachable();
        var reachable = points.ToHashSet();
        int[] ends = [-lattice.Corner, lattice.Corner];
        return [.. points.Where(point => ends.All(one => ends.All(other => reachable.Contains(Moved(point, plane, one, other)))))];
    }

    /// <summary>Those of them about which every point of the box at a spacing of 1 cm is reached: where letters can stand.</summary>
    public IReadOnlyList<(int X, int Y, int Z)> Of(WritingPlane plane)
    {
        var offsets = Enumerable.Range(lattice.FineFrom, lattice.FineTo - lattice.FineFrom + 1).ToArray();
        return [.. Coarse(plane).Where(point => offsets.All(one => offsets.All(other => Reaches(Moved(point, plane, one, other)))))];
    }

    private static (int X, int Y, int Z) Moved((int X, int Y, int Z) point, WritingPlane plane, int one, int other) =>
        plane == WritingPlane.Horizontal ? (point.X + one, point.Y + other, point.Z) : (point.X, point.Y + one, point.Z + other);

    private bool Reaches((int X, int Y, int Z) point) =>
        reached.GetOrAdd(point, place => kinematics.Reaches(TwoLinkArm.FromWorld(new(place.X, place.Y, place.Z))));
}
