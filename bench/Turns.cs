namespace Spindle.Bench;

/// <summary>Ways to do the same work, which take turns so that a busy machine disturbs all alike.</summary>
internal static class Turns
{
    private const int Warming = 2;

    /// <summary>The median of every way's time over the rounds, in each of which every way has its turn.</summary>
    public static IReadOnlyDictionary<string, double> Medians(int rounds, IReadOnlyDictionary<string, Func<double>> ways)
    {
        var times = ways.Keys.ToDictionary(name => name, _ => new List<double>());
        for (var round = 0; round < rounds + Warming; round++)
            foreach (var (name, way) in ways) times[name].Add(way());
        return times.ToDictionary(way => way.Key, way => way.Value.Skip(Warming).Order().ElementAt(rounds / 2));
    }

    /// <summary>Milliseconds of processor time that work takes, over so many times.</summary>
    public static double Time(int times, Action work)
    {
        var before = Environment.CpuUsage.TotalTime;
        for (var i = 0; i < times; i++) work();
        return (Environment.CpuUsage.TotalTime - before).TotalMilliseconds / times;
    }
}
