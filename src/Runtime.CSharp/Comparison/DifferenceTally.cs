namespace Spindle.Comparison;

/// <summary>Takes pairs of numbers and keeps what a difference says of them.</summary>
internal sealed class DifferenceTally(Tolerance tolerance)
{
    private const int MostUnlike = 5;

    private readonly List<string> unlike = [];
    private long numbers, beyond, unlikeInAll;
    private Pair? absolute, relative;

    /// <summary>Two numbers; where they stand is asked for only if it is to be told.</summary>
    public void Number(double before, double after, long index, Func<long, string> place)
    {
        numbers++;
        if (tolerance.Accepts(before, after)) return;
        beyond++;
        var gap = new NumberGap("", before, after);
        if (absolute is null || gap.Absolute > absolute.Gap.Absolute) absolute = new(gap, index, place);
        if (relative is null || gap.Relative > relative.Gap.Relative) relative = new(gap, index, place);
    }

    /// <summary>Something else that differs.</summary>
    public void Differs(string what)
    {
        unlikeInAll++;
        if (unlike.Count < MostUnlike) unlike.Add(what);
    }

    /// <summary>The names that both have; the others are told.</summary>
    public IReadOnlyList<string> Shared(string noun, IEnumerable<string> before, IEnumerable<string> after)
    {
        var (first, second) = (before.ToList(), after.ToHashSet());
        foreach (var name in first.Where(name => !second.Contains(name))) Differs($"only the first has the {noun} '{name}'");
        foreach (var name in second.Except(first)) Differs($"only the second has the {noun} '{name}'");
        return [.. first.Where(second.Contains)];
    }

    /// <summary>All that was found.</summary>
    public ArtifactDifference Result()
    {
        if (unlikeInAll > unlike.Count) unlike.Add($"{unlikeInAll - unlike.Count} more differences of this sort");
        return new(numbers, beyond, absolute?.Placed, relative?.Placed, unlike);
    }

    private sealed record Pair(NumberGap Gap, long Index, Func<long, string> Place)
    {
        public NumberGap Placed => Gap with { Place = Place(Index) };
    }
}
