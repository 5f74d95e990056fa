using Spindle.Statistics;

namespace Spindle.Probes.Trials;

/// <summary>
/// The selectivity of all units in an epoch (Liu et al., iScience 2021): a unit is active where, for some place of the cue, its rate differs
/// between fixation and stimulus (paired t-test over trials) and its rate in the epoch exceeds a least one; an active unit is selective
/// where its rate in the epoch depends on the place (one-way analysis of variance).
/// </summary>
public sealed class EpochSelectivity
{
    private readonly UnitResponses responses;
    private readonly UnitSelection selection;
    private readonly double[,] baseline;

    /// <summary>Tests every unit.</summary>
    /// <exception cref="KeyNotFoundException">There is no epoch of one of the names.</exception>
    public EpochSelectivity(UnitResponses responses, string epoch, UnitSelection selection)
    {
        (this.responses, this.selection) = (responses, selection);
        baseline = new double[responses.Locations, responses.Units];
        Units = [.. Enumerable.Range(0, responses.Units).Select(unit => Test(unit, epoch))];
    }

    /// <summary>All units, in order.</summary>
    public IReadOnlyList<UnitSelectivity> Units { get; }

    /// <summary>The units of the classes that enter.</summary>
    public IReadOnlyList<UnitSelectivity> Selected => [.. Units.Where(unit => unit.Class is { } own && selection.Classes.Contains(own))];

    /// <summary>The scaled mean rate of a unit at every step, for a place of the cue.</summary>
    public double[] Curve(int unit, int location)
    {
        var curve = new double[responses.Steps];
        for (var step = 0; step < curve.Length; step++) curve[step] = Scaled(responses.At(location, step, unit), location, unit);
        return curve;
    }

    /// <summary>The scaled mean rate of a unit at every step for the place opposite to the preferred one, or the mean of both that are nearest to that.</summary>
    public double[] OppositeCurve(UnitSelectivity unit)
    {
        var (near, far) = (responses.Locations / 2, (responses.Locations + 1) / 2);
        var one = Curve(unit.Unit, (unit.Preferred + near) % responses.Locations);
        if (near == far) return one;
        var other = Curve(unit.Unit, (unit.Preferred + far) % responses.Locations);
        return [.. one.Zip(other, (a, b) => (a + b) / 2)];
    }

    private double Scaled(double rate, int location, int unit) =>
        selection.Scale == RateScale.Relative ? (rate / baseline[location, unit]) - 1 : rate;

    private UnitSelectivity Test(int unit, string epoch)
    {
        var places = responses.Locations;
        var (rates, changes) = (new double[places][], new double[places]);
        var (responds, greatest, scaled) = (false, double.NegativeInfinity, true);
        for (var place = 0; place < places; place++)
        {
            var before = responses.InTrials(selection.Baseline, place, unit);
            baseline[place, unit] = before.Average();
            scaled &= selection.Scale == RateScale.Absolute || baseline[place, unit] >= selection.Floor;
            responds |= TTest.Paired(before, responses.InTrials(selection.Stimulus, place, unit)).P <= selection.ResponseLevel;
            rates[place] = responses.InTrials(epoch, place, unit);
            var mean = rates[place].Average();
            greatest = Math.Max(greatest, mean);
            changes[place] = mean - baseline[place, unit];
        }
        if (!scaled) return new(unit, false, false, 0, double.NaN, null, [.. Enumerable.Repeat(double.NaN, places)]);
        for (var place = 0; place < places; place++)
            for (var trial = 0; trial < rates[place].Length; trial++) rates[place][trial] = Scaled(rates[place][trial], place, unit);
        double[] tuning = [.. rates.Select(own => own.Average())];
        var active = responds && greatest > selection.LeastRate;
        var p = active ? OneWayAnova.Of(rates).P : double.NaN;
        // The sign of the change is that of the relative rate where that exists, and has a meaning where it does not.
        UnitClass? kind = !(p <= selection.SelectivityLevel) ? null
            : changes.Max() < 0 ? UnitClass.Inhibited
            : changes.Min() >= 0 ? UnitClass.Excited
            : UnitClass.Mixed;
        return new(unit, true, active, Array.IndexOf(tuning, tuning.Max()), p, kind, tuning);
    }
}
