namespace Spindle.Biomechanics.Poses;

/// <summary>Poses as a file sets them: for each of some coordinates a value in every pose.</summary>
/// <param name="Coordinates">The indices of the coordinates.</param>
/// <param name="Rows">The poses, each with a value per coordinate, in radians or metres.</param>
public sealed record PoseTable(IReadOnlyList<int> Coordinates, IReadOnlyList<double[]> Rows)
{
    /// <summary>Writes a pose over another one; coordinates that the file does not set keep their values.</summary>
    public void Write(int row, Span<double> pose)
    {
        var values = Rows[row];
        for (var i = 0; i < values.Length; i++) pose[Coordinates[i]] = values[i];
    }
}
