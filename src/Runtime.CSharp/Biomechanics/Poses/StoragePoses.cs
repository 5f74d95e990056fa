using Spindle.Biomechanics.Models;

namespace Spindle.Biomechanics.Poses;

/// <summary>
/// Poses in OpenSim's storage files: columns named after coordinates, alone or as <c>/jointset/joint/coordinate/value</c>, and their speeds as <c>coordinate_u</c> or
/// <c>/jointset/joint/coordinate/speed</c>; angles may be in degrees. Other columns are not looked at, since such files also hold times and what other models move.
/// </summary>
internal static class StoragePoses
{
    /// <summary>Reads the values of coordinates, or their speeds.</summary>
    public static PoseTable Read(string text, MusculoskeletalModel model, PoseQuantity quantity, CancellationToken cancellation)
    {
        var storage = StorageRows.Read(text, cancellation);
        var columns = storage.Labels.Index().Select(label => (label.Index, Coordinate: Coordinate(label.Item, model, quantity))).Where(column => column.Coordinate >= 0).ToList();
        if (columns.Count == 0) throw PoseFile.Malformed(storage.LabelsLine, $"no column is {quantity.Which} of the model");
        if (columns.Select(column => column.Coordinate).Distinct().Count() < columns.Count)
            throw PoseFile.Malformed(storage.LabelsLine, $"two columns set the same {quantity.Same}");
        var factors = columns.Select(column => model.Coordinates[column.Coordinate].Motion == Motion.Rotational ? Unit(storage) : 1).ToList();
        return new([.. columns.Select(column => column.Coordinate)], [.. storage.Rows.Select(row => Values(row.Line, row.Values))]);

        double[] Values(int line, double[] row)
        {
            var values = columns.Select((column, at) => row[column.Index] * factors[at]).ToArray();
            return Array.TrueForAll(values, double.IsFinite) ? values : throw PoseFile.Malformed(line, "a coordinate that is not finite");
        }
    }

    // The radians of the file's unit of angles.
    private static double Unit(StorageRows storage) => storage.InDegrees switch
    {
        true => Math.PI / 180,
        false => 1,
        null => throw PoseFile.Malformed(1, "the header does not say whether angles are in degrees, expected a line inDegrees=yes or inDegrees=no"),
    };

    // A label alone that names a coordinate is its value, whatever it ends with.
    private static int Coordinate(string label, MusculoskeletalModel model, PoseQuantity quantity) => label.Split('/') switch
    {
        [var alone] when model.Coordinate(alone) is >= 0 and var value => quantity == PoseQuantity.Value ? value : -1,
        [var alone] when alone.EndsWith(quantity.Suffix, StringComparison.Ordinal) => model.Coordinate(alone[..^quantity.Suffix.Length]),
        [_, .., var name, var last] when last == quantity.Label => model.Coordinate(name),
        _ => -1,
    };
}
