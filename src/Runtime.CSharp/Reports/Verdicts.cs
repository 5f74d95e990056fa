using Spindle.Plans;

namespace Spindle.Reports;

/// <summary>Judges expectations by the numbers that the probes gave.</summary>
public static class Verdicts
{
    /// <summary>The verdict on every expectation, in order.</summary>
    /// <param name="expectations">What is expected.</param>
    /// <param name="metrics">The metrics of a probe's member, by the member's full name; null where it gave none.</param>
    /// <param name="absent">Why a member lacks a metric, by the member's and the metric's names; null where it did not say.</param>
    public static IReadOnlyList<Verdict> Judge(
        IReadOnlyList<Expectation> expectations,
        Func<string, IReadOnlyDictionary<string, double>?> metrics,
        Func<string, string, string?>? absent = null) =>
        [.. expectations.Select(expectation => Judge(expectation, new(metrics, absent ?? ((_, _) => null))))];

    private sealed record Measured(Func<string, IReadOnlyDictionary<string, double>?> Metrics, Func<string, string, string?> Absent);

    private static Verdict Judge(Expectation expectation, Measured metrics)
    {
        var missing = new List<string>();
        var found = expectation.Members.Select(member => Find(metrics, member, expectation.Metric, missing)).ToList();
        if (found.Count == 0) missing.Add("it speaks of no member");
        var level = Level(expectation.Bound, metrics, missing);
        MemberVerdict[] members =
            [.. expectation.Members.Zip(found, (member, value) => new MemberVerdict(member, value, Outcome(expectation.Bound, value, level)))];
        var value = Summarise(expectation.Over, found);
        var outcome = expectation.Over == Summary.Each ? Every(members) : Outcome(expectation.Bound, value, level);
        return new(expectation, outcome, members, value, level, outcome == VerdictOutcome.Unknown ? string.Join("; ", missing) : "");
    }

    private static double? Find(Measured metrics, string member, string metric, List<string> missing)
    {
        if (metrics.Metrics(member) is not { } known) missing.Add($"{member} has no result");
        else if (known.TryGetValue(metric, out var value)) return value;
        else missing.Add(metrics.Absent(member, metric) is { } reason ? $"{member} gave no {metric}: {reason}" : $"{member} gave no {metric}");
        return null;
    }

    private static double? Level(Bound bound, Measured metrics, List<string> missing)
    {
        var level = bound.Level();
        if (level.Metric.Length == 0) return level.Factor;
        if (level.Members.Count == 0) missing.Add($"{level.That} speaks of no member");
        var values = level.Members.Select(member => Find(metrics, member, level.Metric, missing)).ToList();
        return level.Factor * Summarise(Summary.Mean, values);
    }

    private static VerdictOutcome Every(IReadOnlyList<MemberVerdict> members) =>
        members.Any(member => member.Outcome == VerdictOutcome.Unmet) ? VerdictOutcome.Unmet
        : members.Count > 0 && members.All(member => member.Outcome == VerdictOutcome.Met) ? VerdictOutcome.Met
        : VerdictOutcome.Unknown;

    /// <summary>Comparisons with NaN are false, so that a NaN never meets a bound.</summary>
    private static VerdictOutcome Outcome(Bound bound, double? value, double? level)
    {
        if (value is not { } number || level is not { } limit) return VerdictOutcome.Unknown;
        var met = bound switch
        {
            Bound.AtLeast => number >= limit,
            Bound.AtMost => number <= limit,
            Bound.Near near => Math.Abs(number - limit) <= near.Tolerance,
            _ => throw new InvalidOperationException($"no rule for {bound}"),
        };
        return met ? VerdictOutcome.Met : VerdictOutcome.Unmet;
    }

    /// <summary>One number for several: null where one is missing, NaN where one is NaN.</summary>
    private static double? Summarise(Summary over, IReadOnlyList<double?> values)
    {
        if (values.Count == 0 || values.Any(value => value is null)) return null;
        double[] sorted = [.. values.Select(value => value!.Value).Order()];
        if (sorted.Any(double.IsNaN)) return over == Summary.Each && sorted.Length > 1 ? null : double.NaN;
        var middle = sorted.Length / 2;
        return over switch
        {
            Summary.Each => sorted.Length == 1 ? sorted[0] : null,
            Summary.Mean => sorted.Average(),
            Summary.Median => sorted.Length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2,
            Summary.Minimum => sorted[0],
            Summary.Maximum => sorted[^1],
            _ => throw new InvalidOperationException($"no rule for {over}"),
        };
    }
}
