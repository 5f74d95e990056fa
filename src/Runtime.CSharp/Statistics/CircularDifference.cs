namespace Spindle.Statistics;

/// <summary>The way from one angle to another, the short way round.</summary>
public static class CircularDifference
{
    /// <summary>The difference <paramref name="to"/> − <paramref name="from"/> in radians, wrapped to [−π, π].</summary>
    public static double Of(double to, double from) => Math.IEEERemainder(to - from, Math.Tau);
}
