using Spindle.Biomechanics.Models;

namespace Spindle.Biomechanics;

/// <summary>The order in which dependent coordinates are computed: each after the one it follows.</summary>
internal static class CouplingOrder
{
    /// <summary>The dependent coordinates, in that order.</summary>
    /// <exception cref="ArgumentException">Coordinates follow each other in a circle.</exception>
    public static int[] Of(IReadOnlyList<Coordinate> coordinates)
    {
        var order = new List<int>();
        var known = coordinates.Select(coordinate => coordinate.Coupling is null).ToArray();
        while (order.Count < coordinates.Count(coordinate => coordinate.Coupling is not null))
        {
            var before = order.Count;
            for (var i = 0; i < coordinates.Count; i++)
            {
                if (known[i] || !known[coordinates[i].Coupling!.Independent]) continue;
                known[i] = true;
                order.Add(i);
            }
            if (order.Count == before) throw new ArgumentException("coordinates follow each other in a circle", nameof(coordinates));
        }
        return [.. order];
    }
}
