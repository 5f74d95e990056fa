using Spindle.Contracts;

namespace Spindle.Probes.Trials;

/// <summary>Which units respond, which of them are selective, and how their rates are scaled (Liu et al., iScience 2021).</summary>
public sealed record UnitSelection : Clause
{
    /// <summary>The classes of selective units that enter.</summary>
    public IReadOnlyList<UnitClass> Classes { get; init; } = [UnitClass.Excited, UnitClass.Mixed];

    /// <summary>
    /// The greatest p of the paired t-tests between <c>baseline</c> and <c>stimulus</c>, one for every place of the cue; a unit
    /// responds where one of them is significant. They are not corrected for their number.
    /// </summary>
    [Range("0", "1")] public double ResponseLevel { get; init; } = 0.05;

    /// <summary>The greatest p of the analysis of variance over the places of the cue, at which a unit is selective.</summary>
    [Range("0", "1")] public double SelectivityLevel { get; init; } = 0.05;

    /// <summary>A unit responds only where its greatest mean rate is above this.</summary>
    [Range("0", "1e9")] public double LeastRate { get; init; } = 1e-3;

    /// <summary>The epoch that rates are relative to.</summary>
    public string Baseline { get; init; } = "fix1";

    /// <summary>The epoch in which a unit must respond, whichever epoch is analysed.</summary>
    public string Stimulus { get; init; } = "stim1";

    /// <summary>What rates are compared by.</summary>
    public RateScale Scale { get; init; } = RateScale.Relative;

    /// <summary>
    /// Relative rates: a unit whose mean rate in <c>baseline</c> is below this for some place of the cue cannot be scaled, and is
    /// left out; where that are many, as with units that fall silent, absolute rates are the better scale.
    /// </summary>
    [Range("1e-12", "1e9")] public double Floor { get; init; } = 1e-3;

    /// <inheritdoc/>
    public override IEnumerable<Problem> Validate()
    {
        if (Classes.Count == 0) yield return new(DiagnosticCodes.EmptyList, nameof(Classes), "no class of units enters", "excited and mixed are usual");
    }
}
