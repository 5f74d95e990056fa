using System.Globalization;
using Spindle.Biomechanics;

namespace Spindle.Bench.Muscles;

/// <summary>How far Spindle's muscle geometry lies from OpenSim's, by model and quantity.</summary>
internal static class Agreement
{
    /// <summary>Prints the table of the models in a folder <c>data/opensim</c>.</summary>
    public static void Run(string folder)
    {
        Console.WriteLine("| model | quantity | values | largest | median | beyond the tolerance |");
        Console.WriteLine("| --- | --- | --- | --- | --- | --- |");
        foreach (var tables in OpenSimTables.All(folder))
        {
            Print(tables.Name, "dependent coordinates (rad)", Coordinates(tables), 1e-8);
            Print(tables.Name, "positions (m)", Positions(tables), 1e-8);
            Print(tables.Name, "points on the path", PathPoints(tables), 0.5);
            Print(tables.Name, "lengths (m)", Lengths(tables), 1e-7);
            Print(tables.Name, "moment arms (m)", MomentArms(tables), 1e-7);
        }
    }

    private static void Print(string model, string quantity, Differences differences, double tolerance)
    {
        if (differences.Count == 0) return;
        var beyond = differences.Beyond(tolerance);
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"| {model} | {quantity} | {differences.Count} | {differences.Largest:0.0e+0} | {differences.Median:0.0e+0} | {beyond.Count} |"));
        foreach (var (size, where) in beyond.OrderByDescending(difference => difference.Size).Take(10))
            Console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{model} {quantity} {where}: {size:0.0e+0}"));
    }

    private static Differences EachPose(OpenSimTables tables, Action<PosedModel, int, Differences> compare)
    {
        var (posed, differences) = (new PosedModel(tables.Model), new Differences());
        for (var pose = 0; pose < tables.Poses.Rows; pose++)
        {
            tables.Set(posed, pose);
            compare(posed, pose, differences);
        }
        return differences;
    }

    private static Differences Coordinates(OpenSimTables tables) => EachPose(tables, (posed, pose, differences) =>
    {
        foreach (var (at, coordinate) in tables.Model.Coordinates.Index().Where(item => item.Item.Coupling is not null))
            differences.Add(posed.Coordinates[at], tables.Poses.Number(pose, $"q.{coordinate.Name}"), $"{coordinate.Name} in pose {pose}");
    });

    private static Differences Positions(OpenSimTables tables) => EachPose(tables, (posed, pose, differences) =>
    {
        void Compare(string name, Vec3 point)
        {
            for (var axis = 0; axis < 3; axis++) differences.Add(point[axis], tables.Poses.Number(pose, $"p.{name}.{"xyz"[axis]}"), $"{name} in pose {pose}");
        }
        Compare("hand_origin", posed.Bodies[tables.Model.Body("hand")].Origin);
        foreach (var (at, marker) in tables.Model.Markers.Index()) Compare(marker.Name, posed.Marker(at));
    });

    private static Differences PathPoints(OpenSimTables tables)
    {
        var expected = tables.Table("pathpoints");
        return EachPose(tables, (posed, pose, differences) =>
        {
            foreach (var (at, muscle) in tables.Model.Muscles.Index())
                differences.Add(posed.Path(at).Nodes.Length, expected.Number(pose, $"N.{muscle.Name}"), $"{muscle.Name} in pose {pose}");
        });
    }

    private static Differences Lengths(OpenSimTables tables)
    {
        var expected = tables.Table("lengths_repaired");
        return EachPose(tables, (posed, pose, differences) =>
        {
            foreach (var (at, muscle) in tables.Model.Muscles.Index())
                differences.Add(posed.Path(at).Length, expected.Number(pose, $"L.{muscle.Name}"), $"{muscle.Name} in pose {pose}");
        });
    }

    private static Differences MomentArms(OpenSimTables tables)
    {
        var expected = tables.Table("momentarms_repaired");
        var (posed, differences) = (new PosedModel(tables.Model), new Differences());
        var arms = new double[tables.Model.Muscles.Count];
        for (var row = 0; row < expected.Rows; row++)
        {
            var (pose, coordinate) = ((int)expected.Number(row, "pose"), expected.Text(row, "coordinate"));
            tables.Set(posed, pose);
            posed.MomentArms(tables.Model.Coordinate(coordinate), arms);
            foreach (var (at, muscle) in tables.Model.Muscles.Index())
                differences.Add(arms[at], expected.Number(row, $"r.{muscle.Name}"), $"{muscle.Name} at {coordinate} in pose {pose}");
        }
        return differences;
    }
}
