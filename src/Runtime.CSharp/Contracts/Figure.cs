namespace Spindle.Contracts;

/// <summary>A figure as data: what is shown, not how it is drawn.</summary>
/// <param name="Title">What the figure shows, in a few words.</param>
/// <param name="Caption">How to read it, in a sentence or two.</param>
/// <param name="Panels">Its panels, row by row.</param>
/// <param name="Columns">How many panels stand side by side.</param>
public sealed record Figure(string Title, string Caption, IReadOnlyList<Panel> Panels, int Columns);

/// <summary>One pair of axes.</summary>
public abstract record Panel(string Title, FigureAxis X, FigureAxis Y)
{
    /// <summary>Stretches of the horizontal axis that are set apart, behind everything else.</summary>
    public IReadOnlyList<Shade> Shades { get; init; } = [];
}

/// <summary>An axis: what it measures, in which unit (empty for none), linear or logarithmic.</summary>
public sealed record FigureAxis(string Label, string Unit, bool Logarithmic = false)
{
    /// <summary>The values at its two ends; null to show all that there is.</summary>
    public double[]? Range { get; init; }

    /// <summary>What stands at 0, 1, 2 … instead of numbers; empty for an axis of numbers.</summary>
    public IReadOnlyList<string> Names { get; init; } = [];
}

/// <summary>A stretch of the horizontal axis, or a vertical line where both ends are the same.</summary>
/// <param name="Name">What the legend calls it; empty for nothing.</param>
public sealed record Shade(string Name, double From, double To, FigureColor Color);

/// <summary>Lines over a common axis. A series' spread is a band around its line, or bars where its points are marked.</summary>
public sealed record LinePanel(string Title, FigureAxis X, FigureAxis Y, IReadOnlyList<Series> Series) : Panel(Title, X, Y);

/// <summary>Points. A series' spread is a bar through each.</summary>
public sealed record ScatterPanel(string Title, FigureAxis X, FigureAxis Y, IReadOnlyList<Series> Series) : Panel(Title, X, Y);

/// <summary>Bars from zero: a bar at every X of a series as high as its Y, those of several series side by side; a spread is a bar about each end.</summary>
public sealed record BarPanel(string Title, FigureAxis X, FigureAxis Y, IReadOnlyList<Series> Series) : Panel(Title, X, Y);

/// <summary>Histograms, one over the other: X of a series are the edges of its bins, one more than its Y, the heights.</summary>
public sealed record HistogramPanel(string Title, FigureAxis X, FigureAxis Y, IReadOnlyList<Series> Series) : Panel(Title, X, Y);

/// <summary>Box plots, at 0, 1, 2 … of the horizontal axis, each named under it.</summary>
public sealed record BoxPanel(string Title, FigureAxis X, FigureAxis Y, IReadOnlyList<Box> Boxes) : Panel(Title, X, Y);

/// <summary>One box: the quartiles, and as whiskers the least and the greatest value.</summary>
public sealed record Box(string Name, double Least, double Lower, double Middle, double Upper, double Greatest)
{
    /// <summary>Its colour.</summary>
    public FigureColor Color { get; init; }
}

/// <summary>
/// Curves about a centre: X is the angle, radians clockwise from north, Y the distance from the centre. The ends of a series are not joined.
/// </summary>
public sealed record PolarPanel(string Title, FigureAxis X, FigureAxis Y, IReadOnlyList<Series> Series) : Panel(Title, X, Y);

/// <summary>A named list of points.</summary>
public sealed record Series(string Name, double[] X, double[] Y)
{
    /// <summary>How far the values spread to both sides of Y; null where that is not shown.</summary>
    public double[]? Spread { get; init; }

    /// <summary>Its colour.</summary>
    public FigureColor Color { get; init; }

    /// <summary>How its line is dashed.</summary>
    public FigureDash Dash { get; init; }

    /// <summary>Whether it is shown as a line, as points or as both.</summary>
    public FigureMark Mark { get; init; }
}

/// <summary>A matrix in colour. Row 0 is drawn at the top.</summary>
/// <param name="Values">Row-major values, <paramref name="Rows"/> × <paramref name="Width"/>; NaN is left blank.</param>
/// <param name="XRange">The value of the axis at the left and at the right edge.</param>
/// <param name="YRange">The value of the axis at the top and at the bottom edge.</param>
/// <param name="Signed">Whether zero is the middle: a diverging colour map, symmetric about zero.</param>
/// <param name="ValueLabel">What the colour means, with its unit.</param>
public sealed record HeatmapPanel(
    string Title, FigureAxis X, FigureAxis Y, float[] Values, int Rows, int Width, double[] XRange, double[] YRange, bool Signed, string ValueLabel)
    : Panel(Title, X, Y)
{
    /// <summary>The values of the first and of the last colour; null for the least and the greatest that there are.</summary>
    public double[]? ValueRange { get; init; }
}
