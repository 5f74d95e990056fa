using Spindle.Contracts;
using Spindle.Statistics;

namespace Spindle.Probes;

/// <summary>Rate maps as tiles side by side, smoothed over 3 × 3 bins, each scaled from its own least to its own greatest rate.</summary>
internal static class RateMapMosaic
{
    private const int TilesPerRow = 10;
    private const int Rows = 2;

    /// <summary>A panel for each group of units, with evenly chosen units of it in order.</summary>
    public static Figure Draw(IReadOnlyList<(string Title, IReadOnlyList<RateMap> Maps)> groups) => new(
        "Rate maps",
        "Mean rate over heading (across a tile) and velocity (up a tile), smoothed, each unit scaled from its least to its greatest. "
            + "Vertical bands ignore velocity; tongues that grow to one side are shifter cells.",
        [.. groups.Select(group => Panel(group.Title, group.Maps))],
        1);

    private static HeatmapPanel Panel(string title, IReadOnlyList<RateMap> maps)
    {
        var grid = maps[0].Grid;
        var count = Math.Min(maps.Count, TilesPerRow * Rows);
        var (high, wide) = (grid.VelocityBins + 1, grid.HeadingBins + 1);
        var (rows, columns) = ((count + TilesPerRow - 1) / TilesPerRow, Math.Min(count, TilesPerRow));
        var (height, width) = ((rows * high) - 1, (columns * wide) - 1);
        var values = new float[height * width];
        Array.Fill(values, float.NaN);
        for (var tile = 0; tile < count; tile++)
        {
            var rates = maps[(int)((long)tile * maps.Count / count)].Smoothed();
            var (least, greatest) = (rates.Where(double.IsFinite).Min(), rates.Where(double.IsFinite).Max());
            var scale = greatest > least ? 1 / (greatest - least) : 0;
            var corner = (tile / TilesPerRow * high * width) + (tile % TilesPerRow * wide);
            for (var bin = 0; bin < grid.Bins; bin++)
            {
                var row = grid.VelocityBins - 1 - (bin / grid.HeadingBins);
                values[corner + (row * width) + (bin % grid.HeadingBins)] = (float)Math.Round((rates[bin] - least) * scale, 3);
            }
        }
        return new(
            title,
            new("Tile; within each, heading from 0 to 2π rad", ""),
            new($"Row; within each, velocity up to ±{grid.VelocityLimit:0.##} rad/s", ""),
            values, height, width, [0, columns], [0, rows], false, "rate, scaled per unit");
    }
}
