using Spindle.Contracts;

namespace Spindle.Probes;

/// <summary>The fit during a training, smoothed: at update u the mean of the last 50 updates up to u.</summary>
internal sealed class LearningCurve
{
    /// <summary>How many updates are averaged.</summary>
    public const int Width = 50;

    private readonly double[] fit;

    /// <summary>A curve of the fit of every update from the first on.</summary>
    public LearningCurve(double[] fit) => this.fit = fit;

    /// <summary>The updates at which the published networks are compared.</summary>
    public static IReadOnlyList<long> Milestones { get; } = [100, 1000, 2000, 5000, 10_000];

    /// <summary>How many updates there were.</summary>
    public int Updates => fit.Length;

    /// <summary>The smoothed fit at the end.</summary>
    public double Last => At(fit.Length);

    /// <summary>The curve of the logs of a training's segments, in order.</summary>
    public static LearningCurve Of(IEnumerable<Table> logs) => new([.. logs.SelectMany(log => ((NumberColumn)log["fit"]).Values)]);

    /// <summary>The mean fit of the last 50 updates up to an update, of all where there are fewer.</summary>
    public double At(long update)
    {
        var end = (int)update;
        return fit.AsSpan(Math.Max(0, end - Width), Math.Min(Width, end)).ToArray().Average();
    }

    /// <summary>The smoothed fit after every 50 updates, and at the end.</summary>
    public Table Table()
    {
        var updates = Points();
        return new([new IntegerColumn("updates", "", updates), new NumberColumn("fit", "", [.. updates.Select(At)])]);
    }

    /// <summary>The curve over the updates, both logarithmic.</summary>
    public Figure Draw()
    {
        var updates = Points();
        return new(
            "Learning curve",
            "Mean squared error of the observed units in the training windows; means of 50 updates.",
            [
                new LinePanel("Learning curve", new("Updates", "", Logarithmic: true), new("Mean squared error", "", Logarithmic: true),
                    [new("Fit", [.. updates.Select(update => (double)update)], [.. updates.Select(At)])]),
            ],
            1);
    }

    private long[] Points()
    {
        var whole = Enumerable.Range(1, fit.Length / Width).Select(block => (long)block * Width);
        return fit.Length % Width == 0 ? [.. whole] : [.. whole, fit.Length];
    }
}
