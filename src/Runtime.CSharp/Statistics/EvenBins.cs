namespace Spindle.Statistics;

/// <summary>Bins of equal width over a range; the last one holds its upper end too.</summary>
/// <param name="Low">The lower end.</param>
/// <param name="High">The upper end.</param>
/// <param name="Count">How many bins.</param>
public sealed record EvenBins(double Low, double High, int Count)
{
    /// <summary>The edges, one more than the bins.</summary>
    public double[] Edges() => [.. Enumerable.Range(0, Count + 1).Select(edge => Low + ((High - Low) * edge / Count))];

    /// <summary>How many numbers fall into each bin; those outside the range, and what is no number, into none.</summary>
    public long[] Counts(IEnumerable<double> values)
    {
        var (counts, edges) = (new long[Count], Edges());
        foreach (var value in values)
        {
            if (!(value >= Low && value <= High)) continue;
            var bin = Math.Clamp((int)((value - Low) / (High - Low) * Count), 0, Count - 1);
            // The quotient may be off by its last bit; the edges decide.
            if (value < edges[bin]) bin--;
            else if (bin < Count - 1 && value >= edges[bin + 1]) bin++;
            counts[bin]++;
        }
        return counts;
    }

    /// <summary>Counts as a density: the bars' areas add up to one; zero where nothing was counted.</summary>
    public double[] Density(IReadOnlyList<long> counts)
    {
        var total = counts.Sum() * (High - Low) / Count;
        return [.. counts.Select(count => total > 0 ? count / total : 0)];
    }
}
