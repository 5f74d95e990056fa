namespace Spindle.Comparison;

/// <summary>How far two numbers may be apart and still count as equal: either measure suffices.</summary>
/// <param name="Relative">The difference as a part of the larger magnitude.</param>
/// <param name="Absolute">The difference itself, in the numbers' own unit.</param>
public sealed record Tolerance(double Relative, double Absolute)
{
    /// <summary>No difference at all.</summary>
    public static Tolerance None { get; } = new(0, 0);

    /// <summary>Whether two numbers count as equal. What is not a number equals only its like.</summary>
    public bool Accepts(double before, double after) =>
        before.Equals(after) || (double.IsFinite(before - after) && new NumberGap("", before, after) is var gap && (gap.Absolute <= Absolute || gap.Relative <= Relative));
}
