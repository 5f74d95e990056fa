using System.Globalization;
using Spindle.Biomechanics;

namespace Spindle.Bench.Muscles;

/// <summary>How far Spindle's muscle geometry lies from OpenSim's, by model and quantity.</summary>
internal static class Agreement
{
    /// <summary>Prints the table of the models in a folder of data.</summary>
    public static void Run(string data)
    {
        var folder = Path.Combine(data, "opensim");
        Console.WriteLine("| model | quantity | values | largest | median | beyond the tolerance |");
        Console.WriteLine("| --- | --- | --- | --- | --- | --- |");
        foreach (var tables in OpenSimTables.All(folder))
        {
            Print(tables.Name, "dependent coordinates (rad)", Coordinates(tables), 1e-8);
            Print(tables.Name, "positions (m)", Positions(tables), 1e-8);
            Print(tables.Name, "points on the path", PathPoints(tables), 0.5);
            Print(tables.Name, "lengths (m)", Lengths(tables), 1e-7);
            Print(tables.Name, "moment arms (m)", MomentArms(tables), 1e-7);
            Print(tables.Name, "fibre and tendon lengths (m)", Fibres(tables), 1e-7);
        }
        var lengths = Path.Combine(data, "opensim-muscle-lengths");
        Differences Walk(TangentPoints tangents) => Regression.Lengths(
            tangents, lengths, "subject_walk_armless_18musc.osim", "subject_walk_armless_coordinates.mot",
            "std_testGeometryPathWrapping_subject_walk_armless_muscle_lengths.sto");
        Print("subject_walk_armless", "lengths (m)", Walk(TangentPoints.Current), 1e-6);
        Print("subject_walk_armless", "lengths with tangent points at their first use (m)", Walk(TangentPoints.FirstUse), 1e-6);
        Print("walk_gait1018", "lengths (m)", Regression.Lengths(
            TangentPoints.Current, lengths, "walk_gait1018_subject01.osim", "walk_gait1018_state_reference.mot",
            "std_testGeometryPathWrapping_walk_gait1018_muscle_lengths.sto"), 1e-6);
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

    // Of the released program, so that those are left out whose muscle-tendon length its defects change.
    private static Differences Fibres(OpenSimTables tables)
    {
        var (expected, repaired) = (tables.Table("fibres"), tables.Table("lengths_repaired"));
        return EachPose(tables, (posed, pose, differences) =>
        {
            foreach (var (at, muscle) in tables.Model.Muscles.Index())
            {
                if (tables.Poses.Text(pose, $"L.{muscle.Name}") != repaired.Text(pose, $"L.{muscle.Name}")) continue;
                var (fibre, tendon) = FibreEquilibrium.Solve(muscle.Fibres!, posed.Path(at).Length);
                differences.Add(fibre, expected.Number(pose, $"F.{muscle.Name}"), $"fibre of {muscle.Name} in pose {pose}");
                differences.Add(tendon, expected.Number(pose, $"T.{muscle.Name}"), $"tendon of {muscle.Name} in pose {pose}");
            }
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
