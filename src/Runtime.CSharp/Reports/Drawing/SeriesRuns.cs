using ScottPlot;
using Spindle.Contracts;

namespace Spindle.Reports.Drawing;

/// <summary>Prepares a series for drawing.</summary>
internal static class SeriesRuns
{
    private const int MostPoints = 3000;
    private const int Buckets = 750;

    /// <summary>The points of a series that have a place on both axes.</summary>
    public static Coordinates[] Points(Panel panel, Series series) =>
        [.. Places(panel, series).Where(point => !double.IsNaN(point.X) && !double.IsNaN(point.Y))];

    /// <summary>The unbroken pieces of a line: it is interrupted where a value is missing.</summary>
    public static IEnumerable<Coordinates[]> Pieces(Panel panel, Series series)
    {
        var piece = new List<Coordinates>();
        foreach (var point in Places(panel, series).Append(Coordinates.NaN))
        {
            if (!double.IsNaN(point.X) && !double.IsNaN(point.Y)) piece.Add(point);
            else if (piece.Count > 0)
            {
                yield return Thin(piece);
                piece.Clear();
            }
        }
    }

    private static IEnumerable<Coordinates> Places(Panel panel, Series series) =>
        series.X.Zip(series.Y, (x, y) => new Coordinates(panel.X.Place(x), panel.Y.Place(y)));

    /// <summary>
    /// Leaves out points that nobody could see: of a long line that runs to the right, the first, lowest, highest and last
    /// point of each of many narrow strips remain.
    /// </summary>
    private static Coordinates[] Thin(List<Coordinates> line)
    {
        if (line.Count <= MostPoints) return [.. line];
        for (var i = 1; i < line.Count; i++) if (line[i].X < line[i - 1].X) return [.. line];
        var (left, width) = (line[0].X, line[^1].X - line[0].X);
        if (width <= 0) return [.. line];
        var kept = new List<Coordinates>();
        for (var start = 0; start < line.Count;)
        {
            var strip = Strip(line[start].X);
            var (end, low, high) = (start, start, start);
            for (; end < line.Count && Strip(line[end].X) == strip; end++)
            {
                if (line[end].Y < line[low].Y) low = end;
                if (line[end].Y > line[high].Y) high = end;
            }
            kept.AddRange(new[] { start, low, high, end - 1 }.Distinct().Order().Select(i => line[i]));
            start = end;
        }
        return [.. kept];

        int Strip(double x) => (int)((x - left) / width * Buckets);
    }
}
