using Spindle.Plans;

namespace Spindle.Reports;

/// <summary>Whether an expectation came true.</summary>
public enum VerdictOutcome
{
    /// <summary>The numbers are within the bound.</summary>
    Met,

    /// <summary>They are not, or one of them is no number at all.</summary>
    Unmet,

    /// <summary>A number is missing: nothing can be said.</summary>
    Unknown,
}

/// <summary>What is to be said of an expectation.</summary>
/// <param name="Expectation">The expectation.</param>
/// <param name="Outcome">Whether it came true.</param>
/// <param name="Members">The number of every member that the expectation speaks of, in its order.</param>
/// <param name="Value">The members' numbers made one; null where each is judged by itself, or where one is missing.</param>
/// <param name="Level">The value of the bound; null where it is a multiple of a metric that is missing.</param>
/// <param name="Reason">What is missing; empty unless the outcome is unknown.</param>
public sealed record Verdict(
    Expectation Expectation, VerdictOutcome Outcome, IReadOnlyList<MemberVerdict> Members, double? Value, double? Level, string Reason)
{
    /// <summary>Whether the expectation came true.</summary>
    public bool Met => Outcome == VerdictOutcome.Met;
}

/// <summary>The number of one member, and whether it alone is within the bound.</summary>
/// <param name="Member">The member's full name.</param>
/// <param name="Value">Its number; null where there is none.</param>
/// <param name="Outcome">Whether the number is within the bound.</param>
public sealed record MemberVerdict(string Member, double? Value, VerdictOutcome Outcome);
