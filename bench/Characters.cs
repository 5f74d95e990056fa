using System.Diagnostics;
using System.Globalization;
using Spindle.Biomechanics;
using Spindle.Biomechanics.Arms;
using Spindle.Biomechanics.Models;
using Spindle.Biomechanics.OpenSim;
using Spindle.Biomechanics.TwoLink;
using Spindle.Contracts;
using Spindle.Tasks.Proprioception;
using Spindle.Tasks.Proprioception.Handwriting;
using Spindle.Tasks.Proprioception.Movements;

namespace Spindle.Bench;

/// <summary>How fast letters become movements of an arm with muscles, from the pen to the tensors of a shard.</summary>
internal static class Characters
{
    /// <summary>What the published pipeline makes: 200 movements an hour and run.</summary>
    private const double PublishedPerSecond = 200.0 / 3600;

    /// <summary>Times one shard a thread, for one and for two threads.</summary>
    public static void Run(Limb limb, string? file, int count)
    {
        var task = new CharacterMovements { Limb = limb, Model = file is null ? null : new(file) };
        var arm = ArmSource.Of(file is null ? SpindleArm.Read() : Read(file), task);
        var clock = Stopwatch.StartNew();
        var letters = Letters.Written((int)task.Specimens, Stream("letters"));
        Tell("letters", $"{letters.Count / clock.Elapsed.TotalSeconds:0} a second");
        clock.Restart();
        var starts = StartPointSet.Of(task.Rules().Arm, task.Rules().Lattice);
        Tell("start points", $"{starts.Horizontal.Count} + {starts.Vertical.Count} in {clock.Elapsed.TotalSeconds:0.00} s");
        Shard(task, letters, starts, arm, 0, 40);
        foreach (var threads in new[] { 1, 2 })
        {
            clock.Restart();
            var before = Process.GetCurrentProcess().TotalProcessorTime;
            var refusals = new Refusals[threads];
            var workers = Enumerable.Range(0, threads)
                .Select(i => new Thread(() => refusals[i] = Shard(task, letters, starts, arm, i * count, count))).ToList();
            workers.ForEach(worker => worker.Start());
            workers.ForEach(worker => worker.Join());
            var seconds = clock.Elapsed.TotalSeconds;
            var processor = (Process.GetCurrentProcess().TotalProcessorTime - before).TotalSeconds;
            var kept = refusals.Sum(own => own.Kept);
            Tell($"{threads} thread(s)", $"{kept / seconds:0.0} movements a second, {kept / processor:0.0} a processor second, {kept / seconds / PublishedPerSecond:0} times the published rate");
            Tell("a million", $"{1e6 / (kept / processor) / 3600:0.0} processor hours, {1e6 / (kept / seconds) / 3600:0.0} h");
            Tell("drawn", refusals[0].ToString());
        }
        Stages(task, letters, starts, arm);
    }

    private static MusculoskeletalModel Read(string file)
    {
        using var stream = File.OpenRead(file);
        return OsimReader.Read(stream, CancellationToken.None);
    }

    private static Refusals Shard(CharacterMovements task, Letters letters, StartPointSet starts, IArm arm, long first, int count)
    {
        var refusals = new Refusals();
        var maker = new MovementMaker(task, letters, starts, arm);
        var movements = new ShardMaker(task, maker).Make(first, count, Stream("training"), refusals, _ => { }, CancellationToken.None);
        MovementShard.Write(movements, arm.Muscles.Count, Stream("window"), first);
        return refusals;
    }

    /// <summary>The time of the two stages that could cost most, a sample of a movement.</summary>
    private static void Stages(CharacterMovements task, Letters letters, StartPointSet starts, IArm arm)
    {
        var rules = task.Rules();
        var maker = new MovementMaker(task, letters, starts, arm);
        var movements = Enumerable.Range(0, 40).Select(n => maker.Make((n % 20) + 1, (WritingPlane)(n / 20), Stream("training").At(n), new())).ToList();
        var kinematics = new InverseKinematics(rules.Arm);
        var samples = movements.Sum(movement => movement.Samples);
        var clock = Stopwatch.StartNew();
        const int rounds = 20;
        for (var round = 0; round < rounds; round++)
        {
            foreach (var movement in movements)
                kinematics.TryFollow(movement.Path(rules.Arm), movement.Joints.AsSpan(0, TwoLinkArm.Angles), new double[movement.Joints.Length]);
        }
        Tell("inverse kinematics", $"{clock.Elapsed.TotalMicroseconds / rounds / samples:0.00} µs a sample");
        var links = new MuscleArm(rules.Arm, arm);
        clock.Restart();
        foreach (var movement in movements) links.Lengths(rules.Measure, movement.Joints);
        Tell("muscles", $"{clock.Elapsed.TotalMicroseconds / samples:0.0} µs a sample for {arm.Muscles.Count} muscles; {(double)samples / movements.Count:0} samples a movement");
    }

    private static RandomStream Stream(string name) => RandomStream.Derive(7, null, $"character_movements.{name}");

    private static void Tell(string what, string said) => Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{what,-20} {said}"));
}
