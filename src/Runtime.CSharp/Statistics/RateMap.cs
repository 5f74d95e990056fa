namespace Spindle.Statistics;

/// <summary>The mean rate of a unit in every bin of velocity and heading: its tuning to both.</summary>
/// <param name="Grid">The bins.</param>
/// <param name="Rates">The mean rate in every bin; 0 in a bin without samples.</param>
/// <param name="Visits">How many samples every bin has; shared by all units of one simulation.</param>
public sealed record RateMap(RateMapGrid Grid, double[] Rates, long[] Visits)
{
    /// <summary>The slowest velocity of the window in which modulation is measured, rad/s.</summary>
    public const double SlowestTurn = 1.2;

    /// <summary>The fastest velocity of the window in which modulation is measured, rad/s.</summary>
    public const double FastestTurn = 3.2;

    /// <summary>The heading bin where the map, summed over velocities, is greatest; the first of equals.</summary>
    public int PreferredBin
    {
        get
        {
            var sums = new double[Grid.HeadingBins];
            for (var bin = 0; bin < Grid.Bins; bin++) sums[bin % Grid.HeadingBins] += Rates[bin];
            return Array.IndexOf(sums, sums.Max());
        }
    }

    /// <summary>The heading in the middle of <see cref="PreferredBin"/>, rad.</summary>
    public double PreferredHeading => Grid.Heading(PreferredBin);

    /// <summary>
    /// The signed velocity modulation (a₊ − a₋)/(a₊ + a₋), where a± is the mean of the visited bins whose velocity lies in
    /// ±[1.2, 3.2] rad/s: +1 for a unit that fires only while the heading grows, 0 for one that ignores velocity, is silent,
    /// or was only ever seen turning one way.
    /// </summary>
    public double VelocityModulation
    {
        get
        {
            double forward = Mean(SlowestTurn, FastestTurn), backward = Mean(-FastestTurn, -SlowestTurn);
            var sum = forward + backward;
            return sum > 0 ? (forward - backward) / sum : 0;
        }
    }

    /// <summary>Pearson's correlation with another map of the same simulation over the visited bins.</summary>
    public double Match(RateMap other)
    {
        var visited = Enumerable.Range(0, Grid.Bins).Where(bin => Visits[bin] > 0).ToArray();
        return Correlation.Pearson([.. visited.Select(bin => Rates[bin])], [.. visited.Select(bin => other.Rates[bin])]);
    }

    /// <summary>
    /// The rates for display: over 3 × 3 bins, the heading's round the circle, with Gaussian weights (σ = 1 bin) times the
    /// number of samples, so that well-visited bins count for more; NaN where no sample is near.
    /// </summary>
    public double[] Smoothed()
    {
        var smooth = new double[Grid.Bins];
        for (var bin = 0; bin < smooth.Length; bin++)
        {
            var (row, column) = (bin / Grid.HeadingBins, bin % Grid.HeadingBins);
            double sum = 0, weights = 0;
            for (var i = Math.Max(0, row - 1); i <= Math.Min(Grid.VelocityBins - 1, row + 1); i++)
            {
                for (var across = -1; across <= 1; across++)
                {
                    var near = (i * Grid.HeadingBins) + ((column + across + Grid.HeadingBins) % Grid.HeadingBins);
                    var weight = Visits[near] * Math.Exp(-0.5 * (((i - row) * (i - row)) + (across * across)));
                    sum += weight * Rates[near];
                    weights += weight;
                }
            }
            smooth[bin] = weights > 0 ? sum / weights : double.NaN;
        }
        return smooth;
    }

    /// <summary>Whether the unit never fired.</summary>
    public bool IsSilent => Array.TrueForAll(Rates, rate => rate == 0);

    private double Mean(double from, double to)
    {
        double sum = 0;
        var count = 0;
        for (var bin = 0; bin < Grid.Bins; bin++)
        {
            var velocity = Grid.Velocity(bin / Grid.HeadingBins);
            if (velocity < from || velocity > to || Visits[bin] == 0) continue;
            sum += Rates[bin];
            count++;
        }
        return count == 0 ? double.NaN : sum / count;
    }
}
