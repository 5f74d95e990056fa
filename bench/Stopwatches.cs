using System.Diagnostics;

namespace Spindle.Bench;

/// <summary>Times of several ways of doing one thing, taken in turn so that a busy machine disturbs all alike.</summary>
internal static class Stopwatches
{
    /// <summary>The median time of each way, in milliseconds of this process's processor time.</summary>
    public static IReadOnlyDictionary<string, double> Medians(int rounds, IReadOnlyDictionary<string, Action> ways)
    {
        var times = ways.Keys.ToDictionary(name => name, _ => new List<double>());
        for (var round = -2; round < rounds; round++)
        {
            foreach (var (name, way) in ways)
            {
                var before = Process.GetCurrentProcess().TotalProcessorTime;
                way();
                var after = Process.GetCurrentProcess().TotalProcessorTime;
                if (round >= 0) times[name].Add((after - before).TotalMilliseconds);
            }
        }
        return times.ToDictionary(pair => pair.Key, pair => Median(pair.Value));
    }

    private static double Median(List<double> values)
    {
        values.Sort();
        return (values[(values.Count - 1) / 2] + values[values.Count / 2]) / 2;
    }
}
