using System.Globalization;
using Spindle.Biomechanics.Models;
using Spindle.Contracts;
using Spindle.Recordings;

namespace Spindle.Biomechanics.Poses;

/// <summary>
/// Poses in comma separated columns: <c>q.coordinate</c>, in radians and metres, and its speed <c>u.coordinate</c>; other columns are not looked at.
/// </summary>
internal static class SeparatedPoses
{
    /// <summary>Reads the values of coordinates, or their speeds.</summary>
    public static PoseTable Read(string text, MusculoskeletalModel model, PoseQuantity quantity, CancellationToken cancellation)
    {
        using var rows = new CsvRows(new StringReader(text), ',', DiagnosticCodes.MalformedPoses).GetEnumerator();
        if (!rows.MoveNext()) throw PoseFile.Malformed(1, "the file is empty, expected a header");
        var (headerLine, header) = rows.Current;
        var columns = header.Index().Where(column => column.Item.StartsWith(quantity.Prefix, StringComparison.Ordinal)).ToList();
        if (columns.Count == 0) throw PoseFile.Malformed(headerLine, $"no column is named {quantity.Prefix}<coordinate>{quantity.None}");
        var coordinates = columns.Select(column => Coordinate(headerLine, column.Item, model, quantity)).ToList();
        if (coordinates.Distinct().Count() < coordinates.Count) throw PoseFile.Malformed(headerLine, $"two columns set the same {quantity.Same}");
        var poses = new List<double[]>();
        while (rows.MoveNext())
        {
            cancellation.ThrowIfCancellationRequested();
            var (line, cells) = rows.Current;
            if (cells.Count != header.Count) throw PoseFile.Malformed(line, $"{cells.Count} values, expected {header.Count} as in the header");
            poses.Add([.. columns.Select(column => Value(line, column.Item, cells[column.Index]))]);
        }
        return new(coordinates, poses);
    }

    private static int Coordinate(int line, string column, MusculoskeletalModel model, PoseQuantity quantity) =>
        model.Coordinate(column[quantity.Prefix.Length..]) is >= 0 and var index
            ? index
            : throw PoseFile.Malformed(line, $"the column '{column}' sets no coordinate of the model, which has {string.Join(", ", model.Coordinates.Select(coordinate => coordinate.Name))}");

    private static double Value(int line, string column, string cell) =>
        double.TryParse(cell, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && double.IsFinite(value)
            ? value
            : throw PoseFile.Malformed(line, $"'{cell}' in the column '{column}', expected a number");
}
