namespace Spindle.Comparison;

/// <summary>Two numbers that stand at the same place.</summary>
/// <param name="Place">Where, as <c>weights[3,1]</c>.</param>
/// <param name="Before">The number in the first.</param>
/// <param name="After">The number in the second.</param>
public sealed record NumberGap(string Place, double Before, double After)
{
    /// <summary>How far they are apart; infinite where only one of them is a finite number.</summary>
    public double Absolute => Before.Equals(After) ? 0 : double.IsFinite(Before - After) ? Math.Abs(Before - After) : double.PositiveInfinity;

    /// <summary>How far they are apart, as a part of the larger magnitude.</summary>
    public double Relative => Absolute is 0 or double.PositiveInfinity ? Absolute : Absolute / Math.Max(Math.Abs(Before), Math.Abs(After));
}
