namespace Spindle.Contracts;

/// <summary>A number that a probe promises to measure, so that expectations on it can be checked before a run.</summary>
/// <param name="Name">In snake_case, as <c>ring_profile_correlation</c>.</param>
/// <param name="Unit">Its unit, empty for none.</param>
/// <param name="Summary">What it means, in one sentence.</param>
public sealed record Metric(string Name, string Unit, string Summary);
