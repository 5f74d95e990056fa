namespace Spindle.Contracts;

/// <summary>A figure as data: what is shown, not how it is drawn.</summary>
/// <param name="Title">What the figure shows, in a few words.</param>
/// <param name="Caption">How to read it, in a sentence or two.</param>
/// <param name="Panels">Its panels, row by row.</param>
/// <param name="Columns">How many panels stand side by side.</param>
public sealed record Figure(string Title, string Caption, IReadOnlyList<Panel> Panels, int Columns);

/// <summary>One pair of axes.</summary>
public abstract record Panel(string Title, FigureAxis X, FigureAxis Y);

/// <summary>An axis: what it measures, in which unit (empty for none), linear or logarithmic.</summary>
public sealed record FigureAxis(string Label, string Unit, bool Logarithmic = false);

/// <summary>Lines over a common axis.</summary>
public sealed record LinePanel(string Title, FigureAxis X, FigureAxis Y, IReadOnlyList<Series> Series) : Panel(Title, X, Y);

/// <summary>Points.</summary>
public sealed record ScatterPanel(string Title, FigureAxis X, FigureAxis Y, IReadOnlyList<Series> Series) : Panel(Title, X, Y);

/// <summary>A named list of points.</summary>
public sealed record Series(string Name, double[] X, double[] Y);

/// <summary>A matrix in colour. Row 0 is drawn at the top.</summary>
/// <param name="Values">Row-major values, <paramref name="Rows"/> × <paramref name="Width"/>; NaN is left blank.</param>
/// <param name="XRange">The value of the axis at the left and at the right edge.</param>
/// <param name="YRange">The value of the axis at the top and at the bottom edge.</param>
/// <param name="Signed">Whether zero is the middle: a diverging colour map, symmetric about zero.</param>
/// <param name="ValueLabel">What the colour means, with its unit.</param>
public sealed record HeatmapPanel(
    string Title, FigureAxis X, FigureAxis Y, float[] Values, int Rows, int Width, double[] XRange, double[] YRange, bool Signed, string ValueLabel)
    : Panel(Title, X, Y);
