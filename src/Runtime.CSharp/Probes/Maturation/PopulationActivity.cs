using Spindle.Probes.Trials;

namespace Spindle.Probes.Maturation;

/// <summary>The units that enter at a checkpoint, and what they do for the place of the cue that each prefers and for the opposite one.</summary>
internal sealed class PopulationActivity
{
    private readonly EpochSelectivity selectivity;

    private PopulationActivity(JudgedCheckpoint checkpoint, EpochSelectivity selectivity, IReadOnlyList<UnitSelectivity> units) =>
        (Checkpoint, this.selectivity, Units) = (checkpoint, selectivity, units);

    /// <summary>The checkpoint.</summary>
    public JudgedCheckpoint Checkpoint { get; }

    /// <summary>The units that enter; never empty.</summary>
    public IReadOnlyList<UnitSelectivity> Units { get; }

    /// <summary>
    /// The populations of checkpoints, one after the other; checkpoints where no unit enters are left out.
    /// </summary>
    /// <param name="inputs">The measured responses.</param>
    /// <param name="staged">The checkpoints.</param>
    /// <param name="epoch">The epoch in which units must be selective.</param>
    /// <param name="selection">Which units enter.</param>
    /// <param name="among">The only units that may enter, whatever their class; null for those of the classes at each checkpoint.</param>
    public static IEnumerable<PopulationActivity> Of(
        MaturationInputs inputs, StagedCheckpoints staged, string epoch, UnitSelection selection, IReadOnlySet<int>? among = null)
    {
        foreach (var checkpoint in staged.All)
        {
            var selectivity = new EpochSelectivity(inputs.Responses(staged.Rule, checkpoint), epoch, selection);
            var units = among is null ? selectivity.Selected : [.. selectivity.Units.Where(unit => among.Contains(unit.Unit))];
            if (units.Count > 0) yield return new(checkpoint, selectivity, units);
        }
    }

    /// <summary>The units of the classes at the last checkpoint that are selective, in whatever class, at every one.</summary>
    public static IReadOnlySet<int> Lasting(MaturationInputs inputs, StagedCheckpoints staged, string epoch, UnitSelection selection)
    {
        HashSet<int>? lasting = null;
        foreach (var checkpoint in staged.All)
        {
            var selectivity = new EpochSelectivity(inputs.Responses(staged.Rule, checkpoint), epoch, selection);
            var selective = selectivity.Units.Where(unit => unit.Class is not null).Select(unit => unit.Unit).ToHashSet();
            if (lasting is null) lasting = selective;
            else lasting.IntersectWith(selective);
            if (checkpoint == staged.All[^1]) lasting.IntersectWith(selectivity.Selected.Select(unit => unit.Unit));
        }
        return lasting ?? [];
    }

    /// <summary>The mean scaled rate of the units at every step, each for its preferred place.</summary>
    public double[] Curve() => Mean(unit => selectivity.Curve(unit.Unit, unit.Preferred));

    /// <summary>The same for the places opposite to the preferred ones.</summary>
    public double[] OppositeCurve() => Mean(selectivity.OppositeCurve);

    /// <summary>The mean scaled rate of every unit for its preferred place, over steps from one to before another.</summary>
    public double[] Means(long from, long to) =>
        [.. Units.Select(unit => selectivity.Curve(unit.Unit, unit.Preferred).AsSpan((int)from, (int)(to - from)).ToArray().Average())];

    private double[] Mean(Func<UnitSelectivity, double[]> curve)
    {
        double[]? sum = null;
        foreach (var unit in Units)
        {
            var own = curve(unit);
            if (sum is null) sum = own;
            else for (var step = 0; step < sum.Length; step++) sum[step] += own[step];
        }
        return [.. sum!.Select(value => value / Units.Count)];
    }
}
