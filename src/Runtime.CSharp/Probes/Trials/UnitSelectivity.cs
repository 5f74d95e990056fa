namespace Spindle.Probes.Trials;

/// <summary>What a unit is selective for in an epoch.</summary>
/// <param name="Unit">The unit.</param>
/// <param name="Scaled">Whether its rates can be scaled; the others are left out of everything.</param>
/// <param name="Active">Whether it responds to the stimulus.</param>
/// <param name="Preferred">The place of the cue with the greatest tuning value, the first of equals.</param>
/// <param name="P">The p of the analysis of variance over places; NaN for a unit that is not active.</param>
/// <param name="Class">How it changes its rate; null for a unit that is not selective.</param>
/// <param name="Tuning">r, its mean scaled rate for every place; NaN where it cannot be scaled.</param>
public sealed record UnitSelectivity(int Unit, bool Scaled, bool Active, int Preferred, double P, UnitClass? Class, double[] Tuning)
{
    /// <summary>How far its tuning reaches: the greatest value less the least.</summary>
    public double Height => Tuning.Max() - Tuning.Min();
}
