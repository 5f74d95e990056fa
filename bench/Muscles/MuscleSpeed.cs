using System.Diagnostics;
using System.Globalization;
using Spindle.Biomechanics;

namespace Spindle.Bench.Muscles;

/// <summary>Poses a second on one core, all muscles, beside OpenSim's own figures.</summary>
internal static class MuscleSpeed
{
    // Of OpenSim 4.6 on one core of such a machine: setting coordinates, positions and all lengths.
    private static readonly Dictionary<string, double> OpenSim = new() { ["mobl_arms"] = 330, ["macaque_snap"] = 900 };

    /// <summary>Prints the table: the best of some rounds in processor time.</summary>
    public static void Run(string data, int rounds)
    {
        Console.WriteLine("| model | muscles | lengths | × OpenSim's 4.6 | lengths and moment arms | bodies alone |");
        Console.WriteLine("| --- | --- | --- | --- | --- | --- |");
        foreach (var tables in OpenSimTables.All(Path.Combine(data, "opensim")))
        {
            var posed = new PosedModel(tables.Model);
            double[][] poses = [.. Enumerable.Range(0, tables.Poses.Rows).Select(pose => tables.Coordinates(pose))];
            var muscles = new double[tables.Model.Muscles.Count];
            var lengths = PosesPerSecond(poses, rounds, pose =>
            {
                posed.Set(pose);
                posed.Lengths(muscles);
            });
            var arms = PosesPerSecond(poses, rounds, pose =>
            {
                posed.Set(pose);
                for (var coordinate = 0; coordinate < pose.Length; coordinate++)
                {
                    if (tables.Model.Coordinates[coordinate] is { Locked: false, Coupling: null }) posed.MomentArms(coordinate, muscles);
                }
            });
            var bodies = PosesPerSecond(poses, rounds, pose => posed.Set(pose));
            var ratio = OpenSim.TryGetValue(tables.Name, out var theirs) ? string.Create(CultureInfo.InvariantCulture, $"{lengths / theirs:0.0}") : "";
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture, $"| {tables.Name} | {muscles.Length} | {lengths:0} /s | {ratio} | {arms:0} /s | {bodies:0} /s |"));
        }
    }

    private static double PosesPerSecond(double[][] poses, int rounds, Action<double[]> measure)
    {
        var best = double.PositiveInfinity;
        for (var round = 0; round < rounds; round++)
        {
            var (wall, before) = (Stopwatch.StartNew(), Process.GetCurrentProcess().TotalProcessorTime);
            var done = 0;
            while (wall.ElapsedMilliseconds < 300 || done == 0)
            {
                foreach (var pose in poses) measure(pose);
                done += poses.Length;
            }
            best = Math.Min(best, (Process.GetCurrentProcess().TotalProcessorTime - before).TotalSeconds / done);
        }
        return 1 / best;
    }
}
