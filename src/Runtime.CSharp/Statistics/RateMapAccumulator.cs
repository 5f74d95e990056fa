namespace Spindle.Statistics;

/// <summary>Gathers samples of many units' rates into rate maps, trial by trial.</summary>
/// <param name="grid">The bins.</param>
/// <param name="units">How many units.</param>
public sealed class RateMapAccumulator(RateMapGrid grid, int units)
{
    private readonly double[] sums = new double[grid.Bins * units];
    private readonly long[] visits = new long[grid.Bins];

    /// <summary>Adds the rates of all units at one moment; a velocity beyond the grid is left out.</summary>
    /// <param name="rates">One rate a unit.</param>
    /// <param name="velocity">rad/s.</param>
    /// <param name="heading">rad.</param>
    public void Add(ReadOnlySpan<float> rates, double velocity, double heading)
    {
        var bin = grid.Bin(velocity, heading);
        if (bin < 0) return;
        visits[bin]++;
        var row = sums.AsSpan(bin * units, units);
        for (var unit = 0; unit < row.Length; unit++) row[unit] += rates[unit];
    }

    /// <summary>The map of every unit: the mean over the samples so far.</summary>
    public IReadOnlyList<RateMap> Maps()
    {
        var maps = new RateMap[units];
        for (var unit = 0; unit < units; unit++)
        {
            var rates = new double[grid.Bins];
            for (var bin = 0; bin < grid.Bins; bin++) rates[bin] = visits[bin] == 0 ? 0 : sums[(bin * units) + unit] / visits[bin];
            maps[unit] = new(grid, rates, visits);
        }
        return maps;
    }
}
