using ScottPlot;

namespace Spindle.Reports.Drawing;

/// <summary>Marks of a logarithmic axis, whose coordinates are decimal logarithms: powers of ten, and 2 and 5 times them where there are few.</summary>
internal sealed class DecadeTicks : ITickGenerator
{
    private const double LabelSpacing = 34;

    /// <inheritdoc/>
    public Tick[] Ticks { get; private set; } = [];

    /// <inheritdoc/>
    public int MaxTickCount { get; set; } = 200;

    /// <inheritdoc/>
    public void Regenerate(CoordinateRange range, Edge edge, PixelLength size, Paint paint, LabelStyle labelStyle)
    {
        var (least, greatest) = (Math.Min(range.Value1, range.Value2), Math.Max(range.Value1, range.Value2));
        var (first, last) = ((int)Math.Floor(least), (int)Math.Ceiling(greatest));
        var step = Math.Max(1, (int)Math.Ceiling(LabelSpacing * (greatest - least) / Math.Max(size.Length, 1)));
        int[] labelled = greatest - least < 1.5 ? [1, 2, 5] : [1];
        var ticks = new List<Tick>();
        for (var decade = first; decade <= last && ticks.Count < MaxTickCount; decade++)
        {
            for (var factor = 1; factor <= 9; factor++)
            {
                var place = decade + Math.Log10(factor);
                if (place < least - 1e-9 || place > greatest + 1e-9) continue;
                if (labelled.Contains(factor) && decade % step == 0) ticks.Add(Tick.Major(place, Label(factor, decade)));
                else if (step == 1) ticks.Add(Tick.Minor(place));
            }
        }
        Ticks = [.. ticks];
    }

    private static string Label(int factor, int decade) =>
        decade is >= -2 and <= 3 ? NumberText.Write(factor * Math.Pow(10, decade))
        : factor == 1 ? NumberText.PowerOfTen(decade)
        : $"{factor}×{NumberText.PowerOfTen(decade)}";
}
