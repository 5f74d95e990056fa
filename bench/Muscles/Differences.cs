namespace Spindle.Bench.Muscles;

/// <summary>How far numbers lie from OpenSim's.</summary>
internal sealed class Differences
{
    private readonly List<(double Size, string Where)> all = [];

    /// <summary>How many there are.</summary>
    public int Count => all.Count;

    /// <summary>The largest one; NaN counts as infinite.</summary>
    public double Largest => all.Max(difference => difference.Size);

    /// <summary>The one in the middle.</summary>
    public double Median => all.Select(difference => difference.Size).Order().ElementAt(all.Count / 2);

    /// <summary>Those beyond a tolerance.</summary>
    public IReadOnlyList<(double Size, string Where)> Beyond(double tolerance) => [.. all.Where(difference => difference.Size > tolerance)];

    /// <summary>Adds one.</summary>
    public void Add(double ours, double theirs, string where)
    {
        var size = Math.Abs(ours - theirs);
        all.Add((double.IsNaN(size) ? double.PositiveInfinity : size, where));
    }
}
