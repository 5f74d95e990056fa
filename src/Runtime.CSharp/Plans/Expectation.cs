using Spindle.Contracts;

namespace Spindle.Plans;

/// <summary>A number that should come out: a probe's metric, a bound or a value, and where that is from.</summary>
/// <param name="That">As written: <c>wiring[architecture=separated].ring_profile_correlation</c>.</param>
/// <param name="Members">The full names of the probes that it speaks of.</param>
/// <param name="Metric">The metric's name.</param>
/// <param name="Over">How several members are made one number: each, mean, median, minimum, maximum.</param>
/// <param name="Bound">What it should be.</param>
/// <param name="Source">Where the value is from, or empty.</param>
/// <param name="Span">Where it is declared.</param>
public sealed record Expectation(
    string That, IReadOnlyList<string> Members, string Metric, Summary Over, Bound Bound, string Source, SourceSpan Span);

/// <summary>How the numbers of several members are made one.</summary>
public enum Summary
{
    /// <summary>They are not: every member must meet the bound.</summary>
    Each,

    /// <summary>Their mean.</summary>
    Mean,

    /// <summary>Their median.</summary>
    Median,

    /// <summary>The least.</summary>
    Minimum,

    /// <summary>The greatest.</summary>
    Maximum,
}

/// <summary>What a number should be.</summary>
public abstract record Bound
{
    /// <summary>No less than a value.</summary>
    public sealed record AtLeast(Level Level) : Bound;

    /// <summary>No more than a value.</summary>
    public sealed record AtMost(Level Level) : Bound;

    /// <summary>A value, give or take a tolerance.</summary>
    public sealed record Near(Level Level, double Tolerance) : Bound;
}

/// <summary>A value to compare with: a number, or a factor times another metric (its mean over the members that it names).</summary>
/// <param name="Factor">The number, or the factor.</param>
/// <param name="Members">The probes whose metric is multiplied; empty for a plain number.</param>
/// <param name="Metric">The metric that is multiplied; empty for a plain number.</param>
/// <param name="That">The other metric as written; empty for a plain number.</param>
public sealed record Level(double Factor, IReadOnlyList<string> Members, string Metric, string That)
{
    /// <summary>A plain number.</summary>
    public static Level Of(double value) => new(value, [], "", "");
}
