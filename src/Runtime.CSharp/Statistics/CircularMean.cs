namespace Spindle.Statistics;

/// <summary>
/// The mean of angles: direction and length of (1/n) Σ e^{iθ} (Fisher, "Statistical Analysis of Circular Data", 1993, §2.3).
/// </summary>
/// <param name="Direction">The mean direction in radians, in [−π, π]; 0 for no angles.</param>
/// <param name="Resultant">The mean resultant length: 1 for equal angles, 0 for angles spread evenly or for none.</param>
public readonly record struct CircularMean(double Direction, double Resultant)
{
    /// <summary>The mean of angles in radians.</summary>
    public static CircularMean Of(IEnumerable<double> angles)
    {
        double cosines = 0, sines = 0;
        long count = 0;
        foreach (var angle in angles)
        {
            var (sin, cos) = Math.SinCos(angle);
            cosines += cos;
            sines += sin;
            count++;
        }
        return count == 0 ? default : new(Math.Atan2(sines, cosines), Math.Min(1, double.Hypot(sines, cosines) / count));
    }
}
