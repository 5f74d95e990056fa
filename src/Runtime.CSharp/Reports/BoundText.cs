using Spindle.Plans;

namespace Spindle.Reports;

/// <summary>Bounds as people write them.</summary>
public static class BoundText
{
    /// <summary>The value that a bound compares with.</summary>
    public static Level Level(this Bound bound) => bound switch
    {
        Bound.AtLeast least => least.Level,
        Bound.AtMost most => most.Level,
        Bound.Near near => near.Level,
        _ => throw new InvalidOperationException($"no rule for {bound}"),
    };

    /// <summary>A bound, as <c>≥ 0.8</c>, <c>≤ 0.5 × wiring.loss</c> or <c>1 ± 0.1</c>.</summary>
    public static string Write(Bound bound) => bound switch
    {
        Bound.AtLeast least => $"≥ {Write(least.Level)}",
        Bound.AtMost most => $"≤ {Write(most.Level)}",
        Bound.Near near => $"{Write(near.Level)} ± {NumberText.Write(near.Tolerance)}",
        _ => throw new InvalidOperationException($"no rule for {bound}"),
    };

    /// <summary>How several numbers are made one, as a word before the metric; empty where each is judged by itself.</summary>
    public static string Write(Summary over) => over switch
    {
        Summary.Mean => "mean",
        Summary.Median => "median",
        Summary.Minimum => "least",
        Summary.Maximum => "greatest",
        _ => "",
    };

    private static string Write(Level level) =>
        level.Metric.Length == 0 ? NumberText.Write(level.Factor)
        : level.Factor == 1 ? level.That
        : $"{NumberText.Write(level.Factor)} × {level.That}";
}
