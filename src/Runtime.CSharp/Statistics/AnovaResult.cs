namespace Spindle.Statistics;

/// <summary>What a one-way analysis of variance tells.</summary>
/// <param name="F">The statistic; NaN where no group varies or there are too few numbers.</param>
/// <param name="Between">Degrees of freedom between groups.</param>
/// <param name="Within">Degrees of freedom within groups.</param>
/// <param name="P">The probability of a statistic so large under equal means; NaN where there is no statistic.</param>
public sealed record AnovaResult(double F, double Between, double Within, double P);
