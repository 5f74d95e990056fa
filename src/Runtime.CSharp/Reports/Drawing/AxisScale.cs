using ScottPlot;
using ScottPlot.TickGenerators;
using Spindle.Contracts;

namespace Spindle.Reports.Drawing;

/// <summary>Where the values of an axis lie: as they are, or by their decimal logarithm.</summary>
internal static class AxisScale
{
    /// <summary>The place of a value on an axis; NaN where it has none.</summary>
    public static double Place(this FigureAxis axis, double value) =>
        !double.IsFinite(value) ? double.NaN
        : !axis.Logarithmic ? value
        : value > 0 ? Math.Log10(value)
        : double.NaN;

    /// <summary>The places of the two ends of an axis, never the same.</summary>
    public static (double First, double Last) Ends(this FigureAxis axis, double first, double last)
    {
        var (from, to) = (axis.Place(first), axis.Place(last));
        if (double.IsNaN(from) || double.IsNaN(to)) return (0, 1);
        return from == to ? (from - 0.5, to + 0.5) : (from, to);
    }

    /// <summary>The text at an axis: <c>label (unit)</c>.</summary>
    public static string Text(this FigureAxis axis) => axis.Unit.Length == 0 ? axis.Label : $"{axis.Label} ({axis.Unit})";

    /// <summary>Chooses the marks of an axis.</summary>
    public static ITickGenerator Ticks(this FigureAxis axis) =>
        axis.Names.Count > 0 ? NameTicks(axis.Names)
        : axis.Logarithmic ? new DecadeTicks()
        : LinearTicks();

    /// <summary>Chooses the marks of a linear axis, so many pixels apart at least.</summary>
    public static ITickGenerator LinearTicks(int spacing = 24) => new NumericAutomatic { LabelFormatter = value => NumberText.Write(value), MinimumTickSpacing = spacing };

    private static NumericManual NameTicks(IReadOnlyList<string> names) => new([.. names.Select((_, at) => (double)at)], [.. names]);
}
