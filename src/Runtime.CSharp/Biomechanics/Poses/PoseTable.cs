namespace Spindle.Biomechanics.Poses;

/// <summary>Poses as a file sets them: for each of some coordinates its value, or its speed, in every pose.</summary>
/// <param name="Coordinates">The indices of the coordinates.</param>
/// <param name="Rows">The poses, each with a number per coordinate, in radians or metres, for speeds per second.</param>
public sealed record PoseTable(IReadOnlyList<int> Coordinates, IReadOnlyList<double[]> Rows)
{
    /// <summary>Writes a pose, or its speeds, over another one; coordinates that the file does not set keep their numbers.</summary>
    public void Write(int row, Span<double> pose)
    {
        var values = Rows[row];
        for (var i = 0; i < values.Length; i++) pose[Coordinates[i]] = values[i];
    }
}
