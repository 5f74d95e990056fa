namespace Spindle.Reports;

/// <summary>The members of a probe that differ in nothing but the seed, taken together.</summary>
/// <param name="Name">What they have in common, as <c>architecture=mixed</c>; empty where they are all the members.</param>
/// <param name="Members">How many they are.</param>
/// <param name="Metrics">Their numbers, by metric.</param>
public sealed record SeedGroup(string Name, int Members, IReadOnlyDictionary<string, Spread> Metrics);

/// <summary>Several numbers, in short.</summary>
/// <param name="Count">How many of them are finite.</param>
/// <param name="Mean">The mean of those.</param>
/// <param name="Deviation">Their sample standard deviation, divided by n − 1; NaN for fewer than two.</param>
public sealed record Spread(int Count, double Mean, double Deviation)
{
    /// <summary>The spread of numbers; what is not finite is left out.</summary>
    public static Spread Of(IEnumerable<double> numbers)
    {
        double[] finite = [.. numbers.Where(double.IsFinite)];
        if (finite.Length == 0) return new(0, double.NaN, double.NaN);
        var mean = finite.Average();
        var squares = finite.Sum(number => (number - mean) * (number - mean));
        return new(finite.Length, mean, finite.Length > 1 ? Math.Sqrt(squares / (finite.Length - 1)) : double.NaN);
    }
}

/// <summary>Summarises what a probe found over seeds.</summary>
public static class FamilySummary
{
    private const string SeedAxis = "seed";

    /// <summary>The groups of members that differ only in the seed, in the order of their first members.</summary>
    public static IReadOnlyList<SeedGroup> Of(ProbeResults probe) =>
        [.. probe.Members.GroupBy(Name).Select(group => new SeedGroup(group.Key, group.Count(), Metrics(group)))];

    /// <summary>The name of a member's group: its axes without the seed.</summary>
    public static string Name(ProbeMember member) =>
        string.Join(", ", member.Axes.Where(axis => axis.Key != SeedAxis).Select(axis => $"{axis.Key}={axis.Value}"));

    private static Dictionary<string, Spread> Metrics(IEnumerable<ProbeMember> members) =>
        members.SelectMany(member => member.Metrics)
            .GroupBy(metric => metric.Metric.Name)
            .ToDictionary(group => group.Key, group => Spread.Of(group.Select(metric => metric.Value).OfType<double>()));
}
