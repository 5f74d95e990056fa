using ScottPlot;
using Spindle.Contracts;

namespace Spindle.Reports.Drawing;

/// <summary>
/// Sizes and colours of figures. A pixel is 1/96 inch: two columns are 180 mm wide, and the smallest text is 9 pt high when printed so.
/// </summary>
internal static class FigureStyle
{
    /// <summary>The width of a column of panels, in pixels; half of 180 mm.</summary>
    public const float ColumnWidth = 340;

    /// <summary>The width of a column where three or more stand side by side.</summary>
    public const float NarrowColumnWidth = 300;

    /// <summary>The size of the numbers at the axes and of legends.</summary>
    public const float SmallText = 12;

    /// <summary>The size of labels and titles.</summary>
    public const float Text = 13;

    /// <summary>How wide a line is.</summary>
    public const float LineWidth = 1.6f;

    /// <summary>How many pixels of a PNG make one of the figure: 288 dots an inch.</summary>
    public const float PngScale = 3;

    /// <summary>Text and axes.</summary>
    public static Color Ink { get; } = Color.FromHex("#1f2328");

    /// <summary>Frames and ticks.</summary>
    public static Color Frame { get; } = Color.FromHex("#6e7781");

    /// <summary>Lines of the grid.</summary>
    public static Color Grid { get; } = Color.FromHex("#e7eaed");

    /// <summary>What shows where a heatmap has no value: none of its colours.</summary>
    public static Color Blank { get; } = Color.FromHex("#d9dcdf");

    /// <summary>The colour of a series: Okabe and Ito's set (2008), told apart with any colour vision, without the yellow that white drowns.</summary>
    public static Color Series(int index) => Palette[index % Palette.Length];

    /// <summary>The dashes of a series: solid, until the colours come round again.</summary>
    public static LinePattern Pattern(int index) => (index / Palette.Length % 3) switch
    {
        0 => LinePattern.Solid,
        1 => LinePattern.Dashed,
        _ => LinePattern.Dotted,
    };

    /// <summary>The marker of a series.</summary>
    public static MarkerShape Marker(int index) => Markers[index % Markers.Length];

    /// <summary>The colour of a series that may name one.</summary>
    public static Color Of(FigureColor color, int index) => color switch
    {
        FigureColor.Automatic => Series(index),
        FigureColor.Green => Color.FromHex("#009E73"),
        FigureColor.Blue => Color.FromHex("#0072B2"),
        FigureColor.Red => Color.FromHex("#CC3311"),
        FigureColor.Grey => Color.FromHex("#8c959f"),
        FigureColor.Black => Color.FromHex("#000000"),
        FigureColor.Orange => Color.FromHex("#E69F00"),
        FigureColor.Purple => Color.FromHex("#AA4499"),
        _ => throw new ArgumentOutOfRangeException(nameof(color), color, "no such colour"),
    };

    /// <summary>The dashes of a series that may name them.</summary>
    public static LinePattern Of(FigureDash dash, int index) => dash switch
    {
        FigureDash.Automatic => Pattern(index),
        FigureDash.Solid => LinePattern.Solid,
        FigureDash.Dashed => LinePattern.Dashed,
        _ => LinePattern.Dotted,
    };

    private static Color[] Palette { get; } =
        [.. new[] { "#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00", "#56B4E9", "#000000" }.Select(Color.FromHex)];

    private static MarkerShape[] Markers { get; } =
        [MarkerShape.FilledCircle, MarkerShape.FilledTriangleUp, MarkerShape.FilledSquare, MarkerShape.FilledDiamond, MarkerShape.OpenCircle];
}
