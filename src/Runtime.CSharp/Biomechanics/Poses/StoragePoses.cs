using Spindle.Biomechanics.Models;

namespace Spindle.Biomechanics.Poses;

/// <summary>
/// Poses in OpenSim's storage files: columns named after coordinates, alone or as <c>/jointset/joint/coordinate/value</c>; angles may be in degrees. Other columns are not
/// looked at, since such files also hold times, speeds and what other models move.
/// </summary>
internal static class StoragePoses
{
    /// <summary>Reads them.</summary>
    public static PoseTable Read(string text, MusculoskeletalModel model, CancellationToken cancellation)
    {
        var storage = StorageRows.Read(text, cancellation);
        var columns = storage.Labels.Index().Select(label => (label.Index, Coordinate: model.Coordinate(Name(label.Item)))).Where(column => column.Coordinate >= 0).ToList();
        if (columns.Count == 0) throw PoseFile.Malformed(storage.LabelsLine, "no column is named after a coordinate of the model");
        if (columns.Select(column => column.Coordinate).Distinct().Count() < columns.Count) throw PoseFile.Malformed(storage.LabelsLine, "two columns set the same coordinate");
        var factors = columns.Select(column => storage.InDegrees && model.Coordinates[column.Coordinate].Motion == Motion.Rotational ? Math.PI / 180 : 1).ToList();
        return new([.. columns.Select(column => column.Coordinate)], [.. storage.Rows.Select(row => Values(row.Line, row.Values))]);

        double[] Values(int line, double[] row)
        {
            var values = columns.Select((column, at) => row[column.Index] * factors[at]).ToArray();
            return Array.TrueForAll(values, double.IsFinite) ? values : throw PoseFile.Malformed(line, "a coordinate that is not finite");
        }
    }

    private static string Name(string label)
    {
        var parts = label.Split('/');
        return parts is [.., var name, "value"] ? name : parts is [var alone] ? alone : "";
    }
}
