using System.Text.Json.Nodes;
using Spindle.Contracts;
using Spindle.Execution;
using Spindle.Plans;

namespace Spindle.Comparison;

/// <summary>What sets two sets of results apart.</summary>
public sealed record ResultDifference
{
    /// <summary>How many metrics both have.</summary>
    public required int MetricsCompared { get; init; }

    /// <summary>How many other artifacts of probes both have: tables, tensors, records.</summary>
    public required int ArtifactsCompared { get; init; }

    /// <summary>The metrics that are apart by more than the tolerance, or that one of them lacks.</summary>
    public required IReadOnlyList<MetricChange> Metrics { get; init; }

    /// <summary>The other artifacts of probes that differ by more than the tolerance.</summary>
    public required IReadOnlyList<ArtifactChange> Artifacts { get; init; }

    /// <summary>The measurements that cannot be compared.</summary>
    public required IReadOnlyList<UncomparedProbe> Uncompared { get; init; }

    /// <summary>What the steps that change do differently, apart from reading something else.</summary>
    public required IReadOnlyList<KeyCause> Causes { get; init; }

    /// <summary>Steps of both whose key is another.</summary>
    public required IReadOnlyList<string> Changed { get; init; }

    /// <summary>Steps of the second alone.</summary>
    public required IReadOnlyList<string> Added { get; init; }

    /// <summary>Steps of the first alone.</summary>
    public required IReadOnlyList<string> Removed { get; init; }

    /// <summary>How many steps of the second have a key that the first has, under whatever name.</summary>
    public required int Stay { get; init; }

    /// <summary>Steps of the second whose key is not known: they failed, or did not run.</summary>
    public required int Unknown { get; init; }

    /// <summary>What differs in where the results were made.</summary>
    public required IReadOnlyList<EnvironmentChange> Environment { get; init; }

    /// <summary>Whether the numbers that both have are equal within the tolerance.</summary>
    public bool NumbersAgree => Metrics.Count + Artifacts.Count == 0;
}

/// <summary>A metric that differs.</summary>
/// <param name="Member">The measurement, as <c>wiring[seed=1]</c>.</param>
/// <param name="Name">The metric's name.</param>
/// <param name="Before">The number in the first; null where it has none.</param>
/// <param name="After">The number in the second; null where it has none.</param>
public sealed record MetricChange(string Member, string Name, double? Before, double? After);

/// <summary>A table, or another artifact of a probe, that differs.</summary>
/// <param name="Member">The measurement.</param>
/// <param name="Output">The artifact's name.</param>
/// <param name="Type">What it is.</param>
/// <param name="Difference">What sets the two apart.</param>
public sealed record ArtifactChange(string Member, string Output, ArtifactType Type, ArtifactDifference Difference);

/// <summary>A measurement that cannot be compared.</summary>
/// <param name="Member">The measurement.</param>
/// <param name="Reason">Why: only one of the two has it, or its result is not known.</param>
public sealed record UncomparedProbe(string Member, string Reason);

/// <summary>A value that differs between the key texts of steps.</summary>
/// <param name="Operation">The steps' operation.</param>
/// <param name="Parameters">The parameters of one of them, after the change.</param>
/// <param name="Change">The value.</param>
/// <param name="Steps">Of how many steps that is so.</param>
public sealed record KeyCause(string Operation, JsonObject Parameters, KeyChange Change, int Steps);
