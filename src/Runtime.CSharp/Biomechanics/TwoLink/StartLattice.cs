namespace Spindle.Biomechanics.TwoLink;

/// <summary>The points that are tried as start points, whole cm in the world {W}, and the box that must be reached about them.</summary>
/// <param name="Spacing">Between two points.</param>
/// <param name="Least">The least x, y and z.</param>
/// <param name="Greatest">The greatest.</param>
/// <param name="Corner">How far the box's corners are off, for the coarse look.</param>
/// <param name="FineFrom">The first in-plane offset of the fine look.</param>
/// <param name="FineTo">The last.</param>
public sealed record StartLattice(
    int Spacing, (int X, int Y, int Z) Least, (int X, int Y, int Z) Greatest, int Corner, int FineFrom, int FineTo)
{
    /// <summary>That of Sandbrink et al. (2023): letters of 10 cm.</summary>
    public static StartLattice Human { get; } = new(3, (0, -60, -60), (60, 30, 30), 12, -7, 7);

    /// <summary>That of Marin Vargas et al. (2024): letters of 5 cm.</summary>
    public static StartLattice Macaque { get; } = new(2, (0, -38, -38), (38, 38, 38), 2, -3, 2);

    /// <summary>The points, x slowest.</summary>
    public IEnumerable<(int X, int Y, int Z)> Points()
    {
        for (var x = Least.X; x <= Greatest.X; x += Spacing)
            for (var y = Least.Y; y <= Greatest.Y; y += Spacing)
                for (var z = Least.Z; z <= Greatest.Z; z += Spacing)
                    yield return (x, y, z);
    }
}
