using Spindle.Contracts;
using Spindle.Tasks.Cognitive;
using Spindle.Tasks.Cognitive.Saccades;

namespace Spindle.Bench;

/// <summary>How long it takes to draw a batch of trials, in processor time, and how much memory it asks for.</summary>
internal static class TrialSpeed
{
    private const int Batches = 20;

    private static readonly double Noise = Math.Sqrt(10) * 0.01;

    /// <summary>Prints the median of the rounds.</summary>
    public static void Run(int rounds)
    {
        var six = new RuleSet { Published = PublishedRules.AllNew };
        var twenty = new RuleSet { Published = PublishedRules.Yang };
        Print(rounds, "odr of six, 64 × 175 × 15, noise", six, "odr", 64, Noise);
        Print(rounds, "odr of six, 64 × 175 × 15, none", six, "odr", 64, 0);
        Print(rounds, "multidm of twenty, 64 × 85, noise", twenty, "multidm", 64, Noise);
        // A hundred steps of 20 ms: the length that neurogym's number is for.
        var brief = new DelayedResponse { Fixation = Milliseconds(500), Delay = Milliseconds(500) };
        Print(rounds, "odr, 16 × 100 × 10, noise", brief, "odr", 16, Noise);

        static Duration Milliseconds(decimal milliseconds) => Duration.Milliseconds(milliseconds);
    }

    private static void Print(int rounds, string what, TrialTaskSpec task, string rule, int trials, double noise)
    {
        var stream = RandomStream.Derive(7, 1, "trials");
        var (times, item, bytes, numbers) = (new List<double>(), 0L, 0L, 0L);
        for (var round = 0; round < rounds + 5; round++)
        {
            var (before, allocated) = (Environment.CpuUsage.TotalTime, GC.GetAllocatedBytesForCurrentThread());
            for (var i = 0; i < Batches; i++)
                numbers = task.Draw(rule, new TrialMode.Random(trials), Objective.SquaredError, noise, stream.At(item++)).Inputs.Length;
            times.Add((Environment.CpuUsage.TotalTime - before).TotalMilliseconds / Batches);
            bytes = (GC.GetAllocatedBytesForCurrentThread() - allocated) / Batches;
        }
        var median = times.Skip(5).Order().ElementAt(rounds / 2);
        Console.WriteLine($"{what,-36} {median,7:F3} ms  {median * 1e6 / numbers,5:F2} ns an input  {bytes / 1024,6} KiB");
    }
}
