using Spindle.Contracts;

namespace Spindle.Reports.Drawing;

/// <summary>Makes matrices small enough to draw: what is finer than any printed dot is averaged.</summary>
internal static class MatrixBlocks
{
    /// <summary>The matrix, or the means of its blocks where it is larger than a limit; a block without values stays blank.</summary>
    /// <param name="panel">The matrix.</param>
    /// <param name="limit">The most rows, and the most columns, of the result.</param>
    public static float[,] Reduce(HeatmapPanel panel, int limit)
    {
        var (high, wide) = (Block(panel.Rows, limit), Block(panel.Width, limit));
        var means = new float[(panel.Rows + high - 1) / high, (panel.Width + wide - 1) / wide];
        for (var row = 0; row < means.GetLength(0); row++)
        {
            for (var column = 0; column < means.GetLength(1); column++)
            {
                means[row, column] = Mean(panel, row * high, high, column * wide, wide);
            }
        }
        return means;
    }

    private static int Block(int size, int limit) => (size + limit - 1) / limit;

    private static float Mean(HeatmapPanel panel, int top, int high, int left, int wide)
    {
        var (sum, count) = (0.0, 0);
        for (var row = top; row < Math.Min(top + high, panel.Rows); row++)
        {
            for (var column = left; column < Math.Min(left + wide, panel.Width); column++)
            {
                var value = panel.Values[(row * panel.Width) + column];
                if (!float.IsFinite(value)) continue;
                sum += value;
                count++;
            }
        }
        return count == 0 ? float.NaN : (float)(sum / count);
    }
}
