using System.Globalization;
using Spindle.Biomechanics;
using Spindle.Biomechanics.OpenSim;
using Spindle.Biomechanics.Poses;

namespace Spindle.Bench.Muscles;

/// <summary>How far lengths lie from those that OpenSim's own regression tests hold.</summary>
internal static class Regression
{
    /// <summary>The differences for a model, a motion and the lengths in a folder <c>data/opensim-muscle-lengths</c>.</summary>
    public static Differences Lengths(TangentPoints tangents, string folder, string model, string motion, string lengths)
    {
        using var file = File.OpenRead(Path.Combine(folder, model));
        using var poses = File.OpenRead(Path.Combine(folder, motion));
        var posed = new PosedModel(OsimReader.Read(file, CancellationToken.None), tangents);
        var table = PoseFile.Read(poses, posed.Model, CancellationToken.None);
        var lines = File.ReadAllLines(Path.Combine(folder, lengths)).SkipWhile(line => line != "endheader").Skip(1).Select(line => line.Split('\t')).ToList();
        var differences = new Differences();
        var pose = posed.Model.Defaults();
        for (var row = 0; row < table.Rows.Count; row++)
        {
            table.Write(row, pose);
            posed.Set(pose);
            foreach (var (column, label) in lines[0].Index().Skip(1))
            {
                var muscle = label.Split('/', '|')[2];
                differences.Add(posed.Path(posed.Model.Muscle(muscle)).Length, double.Parse(lines[row + 1][column], CultureInfo.InvariantCulture), $"{muscle} in row {row}");
            }
        }
        return differences;
    }
}
