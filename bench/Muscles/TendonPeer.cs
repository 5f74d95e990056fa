using System.Globalization;
using System.Runtime.InteropServices;
using Spindle.Biomechanics;

namespace Spindle.Bench.Muscles;

/// <summary>Poses a second on one core of a small arm that Spindle and MuJoCo have alike, in turns, and how far their lengths lie apart.</summary>
internal static class TendonPeer
{
    private const int Poses = 200;
    private const int Passes = 50;

    /// <summary>Prints the table: medians over some rounds, processor time.</summary>
    public static void Run(int rounds)
    {
        var folder = Directory.CreateTempSubdirectory("spindle-bench-").FullName;
        try
        {
            var program = Path.Combine(folder, "tendons_peer");
            if (!Peer.Compile("tendons_peer.c", program, "mujoco")) return;
            string?[] rows =
            [
                Row("straight", new(wrapping: false), program, folder, rounds),
                Row("over cylinders and a sphere", new(wrapping: true), program, folder, rounds),
            ];
            Console.WriteLine();
            Console.WriteLine("| small arm | muscles | lengths | MuJoCo | × | lengths and moment arms | MuJoCo | × | largest difference |");
            Console.WriteLine("| --- | --- | --- | --- | --- | --- | --- | --- | --- |");
            foreach (var row in rows.OfType<string>()) Console.WriteLine(row);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static string? Row(string name, SmallArm arm, string program, string folder, int rounds)
    {
        var (model, poses, lengths) = (Path.Combine(folder, "arm.xml"), Path.Combine(folder, "poses"), Path.Combine(folder, "lengths"));
        var drawn = SmallArm.Poses(Poses, seed: 7);
        File.WriteAllText(model, arm.Mjcf());
        File.WriteAllBytes(poses, MemoryMarshal.AsBytes<double>(drawn.SelectMany(pose => pose).ToArray()));
        Peer? Start(string mode) =>
            Peer.Start(program, [model, poses, Poses.ToString(CultureInfo.InvariantCulture), lengths, mode], "MuJoCo", "MuJoCo does not read the small arm: no peer");
        using var plain = Start("lengths");
        using var arms = Start("arms");
        if (plain is null || arms is null) return null;
        var posed = new PosedModel(arm.Model());
        var values = new double[posed.Model.Muscles.Count];
        void Each(bool withArms)
        {
            foreach (var pose in drawn)
            {
                posed.Set(pose);
                posed.Lengths(values);
                for (var hinge = 0; withArms && hinge < pose.Length; hinge++) posed.MomentArms(hinge, values);
            }
        }
        var times = Turns.Medians(rounds, new Dictionary<string, Func<double>>
        {
            ["lengths"] = () => Turns.Time(Passes, () => Each(withArms: false)),
            ["MuJoCo's lengths"] = () => plain.Time(Passes),
            ["arms"] = () => Turns.Time(Passes, () => Each(withArms: true)),
            ["MuJoCo's arms"] = () => arms.Time(Passes),
        });
        double Rate(string way) => Poses / times[way] * 1000;
        return string.Create(
            CultureInfo.InvariantCulture,
            $"| {name} | {values.Length} | {Rate("lengths"):0} /s | {Rate("MuJoCo's lengths"):0} /s | {Rate("lengths") / Rate("MuJoCo's lengths"):0.00} | {Rate("arms"):0} /s | {Rate("MuJoCo's arms"):0} /s | {Rate("arms") / Rate("MuJoCo's arms"):0.00} | {Apart(posed, drawn, lengths):0.0e+0} m |");
    }

    private static double Apart(PosedModel posed, double[][] poses, string file)
    {
        var theirs = MemoryMarshal.Cast<byte, double>(File.ReadAllBytes(file)).ToArray();
        var differences = new Differences();
        var muscles = posed.Model.Muscles.Count;
        foreach (var (row, pose) in poses.Index())
        {
            posed.Set(pose);
            for (var muscle = 0; muscle < muscles; muscle++) differences.Add(posed.Path(muscle).Length, theirs[row * muscles + muscle], $"muscle {muscle} in pose {row}");
        }
        foreach (var (size, where) in differences.Beyond(1e-9).OrderByDescending(difference => difference.Size).Take(10))
            Console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{where}: {size:0.0e+0}"));
        return differences.Largest;
    }
}
