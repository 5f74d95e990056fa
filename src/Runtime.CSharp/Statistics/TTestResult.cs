namespace Spindle.Statistics;

/// <summary>What Student's t-test tells.</summary>
/// <param name="T">The statistic; NaN where the samples do not vary or are too few.</param>
/// <param name="Freedom">Degrees of freedom.</param>
/// <param name="P">The two-sided probability of a statistic so far from zero under equal means; NaN where there is no statistic.</param>
public sealed record TTestResult(double T, double Freedom, double P);
