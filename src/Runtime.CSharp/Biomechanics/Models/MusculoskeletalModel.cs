namespace Spindle.Biomechanics.Models;

/// <summary>Bodies, joints, markers and muscles. Immutable: <see cref="PosedModel"/> puts it into poses.</summary>
/// <param name="Name">As the model names itself.</param>
/// <param name="Coordinates">Its degrees of freedom, dependent ones included.</param>
/// <param name="Bodies">Its bodies, the ground first and each after the one it hangs on.</param>
/// <param name="Markers">Its markers.</param>
/// <param name="Wraps">Its wrap objects.</param>
/// <param name="Muscles">Its muscles, in the order of the file.</param>
public sealed record MusculoskeletalModel(
    string Name,
    IReadOnlyList<Coordinate> Coordinates,
    IReadOnlyList<Body> Bodies,
    IReadOnlyList<Marker> Markers,
    IReadOnlyList<WrapObject> Wraps,
    IReadOnlyList<Muscle> Muscles)
{
    /// <summary>The coordinates at their defaults; dependent ones follow when a pose is set.</summary>
    public double[] Defaults() => [.. Coordinates.Select(coordinate => coordinate.Default)];

    /// <summary>The index of a coordinate, or −1.</summary>
    public int Coordinate(string name) => IndexOf(Coordinates, coordinate => coordinate.Name == name);

    /// <summary>The index of a body, or −1.</summary>
    public int Body(string name) => IndexOf(Bodies, body => body.Name == name);

    /// <summary>The index of a marker, or −1.</summary>
    public int Marker(string name) => IndexOf(Markers, marker => marker.Name == name);

    /// <summary>The index of a muscle, or −1.</summary>
    public int Muscle(string name) => IndexOf(Muscles, muscle => muscle.Name == name);

    private static int IndexOf<T>(IReadOnlyList<T> items, Func<T, bool> wanted)
    {
        for (var i = 0; i < items.Count; i++)
        {
            if (wanted(items[i])) return i;
        }
        return -1;
    }
}
