namespace Spindle.Statistics;

/// <summary>
/// The bins of a rate map over velocity and heading: equal bins between bins + 1 edges, the velocity's symmetric about
/// zero, the heading's round the circle.
/// </summary>
/// <param name="VelocityLimit">Greatest speed on the map, rad/s; faster samples are left out.</param>
/// <param name="VelocityBins">Bins between −limit and +limit.</param>
/// <param name="HeadingBins">Bins between 0 and 2π.</param>
public sealed record RateMapGrid(double VelocityLimit, int VelocityBins, int HeadingBins)
{
    /// <summary>How many bins there are; bin v·<see cref="HeadingBins"/> + x is velocity bin v and heading bin x.</summary>
    public int Bins => VelocityBins * HeadingBins;

    /// <summary>A grid of ⌊range × resolution⌋ bins along each axis.</summary>
    /// <param name="velocityLimit">Greatest speed, rad/s.</param>
    /// <param name="velocityResolution">Bins a rad/s.</param>
    /// <param name="headingResolution">Bins a radian.</param>
    public static RateMapGrid Of(double velocityLimit, double velocityResolution, double headingResolution) =>
        new(velocityLimit, (int)Math.Floor(2 * velocityLimit * velocityResolution), (int)Math.Floor(Math.Tau * headingResolution));

    /// <summary>The bin of a sample, or −1 where its speed is above the limit.</summary>
    /// <param name="velocity">rad/s.</param>
    /// <param name="heading">rad; taken modulo 2π.</param>
    public int Bin(double velocity, double heading)
    {
        if (!(Math.Abs(velocity) <= VelocityLimit)) return -1;
        var row = Math.Min((int)((velocity + VelocityLimit) / (2 * VelocityLimit) * VelocityBins), VelocityBins - 1);
        var turn = heading / Math.Tau;
        var column = Math.Min((int)((turn - Math.Floor(turn)) * HeadingBins), HeadingBins - 1);
        return (row * HeadingBins) + column;
    }

    /// <summary>The velocity in the middle of a bin, rad/s.</summary>
    public double Velocity(int row) => VelocityLimit * ((((2 * row) + 1.0) / VelocityBins) - 1);

    /// <summary>The heading in the middle of a bin, rad.</summary>
    public double Heading(int column) => Math.Tau * (column + 0.5) / HeadingBins;
}
