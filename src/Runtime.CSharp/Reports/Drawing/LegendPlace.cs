using ScottPlot;
using Spindle.Contracts;

namespace Spindle.Reports.Drawing;

/// <summary>Where a legend hides least.</summary>
internal static class LegendPlace
{
    private static readonly (Alignment Corner, bool Right, bool Top)[] Corners =
        [(Alignment.UpperRight, true, true), (Alignment.UpperLeft, false, true), (Alignment.LowerRight, true, false), (Alignment.LowerLeft, false, false)];

    /// <summary>The corner with the fewest points near it, of equals the first of the list; and whether there are almost none.</summary>
    public static (Alignment Corner, bool Free) Find(Contracts.Panel panel, IReadOnlyList<Series> series, AxisLimits limits)
    {
        var counts = Corners.Select(_ => 0.0).ToArray();
        foreach (var one in series)
        {
            var points = SeriesRuns.Points(panel, one);
            foreach (var point in points)
            {
                var x = (point.X - limits.Left) / limits.HorizontalSpan;
                var y = (point.Y - limits.Bottom) / limits.VerticalSpan;
                for (var i = 0; i < Corners.Length; i++)
                {
                    if ((Corners[i].Right ? x > 0.5 : x < 0.5) && (Corners[i].Top ? y > 0.6 : y < 0.4)) counts[i] += 1.0 / points.Length;
                }
            }
        }
        var least = counts.Min();
        return (Corners[Array.IndexOf(counts, least)].Corner, least < 0.02);
    }
}
