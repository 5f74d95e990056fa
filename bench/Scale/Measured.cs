using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;

namespace Spindle.Bench.Scale;

/// <summary>What a command cost.</summary>
/// <param name="Wall">Seconds that passed.</param>
/// <param name="Processor">Seconds of processor time, its children's too.</param>
/// <param name="Peak">The most memory that its first process had resident, in megabytes.</param>
internal sealed partial record Measured(double Wall, double Processor, double Peak)
{
    private const int OfChildren = -1;

    /// <summary>Runs a command in a folder to its end.</summary>
    /// <exception cref="InvalidOperationException">It failed.</exception>
    public static Measured Of(string folder, IReadOnlyList<string> command)
    {
        var start = new ProcessStartInfo(command[0], command.Skip(1))
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        var before = ChildrenSeconds();
        var from = Stopwatch.GetTimestamp();
        using var process = Process.Start(start)!;
        var said = process.StandardError.ReadToEndAsync();
        process.OutputDataReceived += (_, _) => { };
        process.BeginOutputReadLine();
        var peak = 0.0;
        while (!process.WaitForExit(20)) peak = Math.Max(peak, PeakOf(process.Id));
        process.WaitForExit();
        var wall = Stopwatch.GetElapsedTime(from).TotalSeconds;
        return process.ExitCode == 0
            ? new(wall, ChildrenSeconds() - before, peak)
            : throw new InvalidOperationException($"{string.Join(' ', command)}: exit code {process.ExitCode}: {said.Result}");
    }

    /// <summary>The medians of several.</summary>
    public static Measured Median(IReadOnlyList<Measured> rounds) =>
        new(Median(rounds.Select(round => round.Wall)), Median(rounds.Select(round => round.Processor)), rounds.Max(round => round.Peak));

    private static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToList();
        return (sorted[(sorted.Count - 1) / 2] + sorted[sorted.Count / 2]) / 2;
    }

    private static double PeakOf(int process)
    {
        try
        {
            var line = File.ReadLines($"/proc/{process}/status").FirstOrDefault(line => line.StartsWith("VmHWM:", StringComparison.Ordinal));
            return line is null ? 0 : double.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[^2], CultureInfo.InvariantCulture) / 1024;
        }
        catch (IOException)
        {
            return 0;
        }
    }

    private static double ChildrenSeconds()
    {
        var usage = new long[18];
        _ = GetUsage(OfChildren, usage);
        return usage[0] + usage[2] + (usage[1] + usage[3]) / 1e6;
    }

    [LibraryImport("libc", EntryPoint = "getrusage")]
    private static partial int GetUsage(int who, [Out] long[] usage);
}
