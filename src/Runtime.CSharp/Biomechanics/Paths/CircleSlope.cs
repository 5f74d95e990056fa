namespace Spindle.Biomechanics.Paths;

/// <summary>The slope of the squared distance to a circle about the z axis, along a line; as in OpenSim the circle counts with twice its radius.</summary>
internal readonly struct CircleSlope
{
    private readonly double towards;
    private readonly double flat;
    private readonly double square;
    private readonly double start;
    private readonly double radius;

    /// <summary>Along the line from a point in a direction.</summary>
    public CircleSlope(Vec3 from, Vec3 direction, double radius)
    {
        start = 2 * from.Dot(direction);
        towards = from.X * direction.X + from.Y * direction.Y;
        flat = direction.X * direction.X + direction.Y * direction.Y;
        square = from.X * from.X + from.Y * from.Y;
        this.radius = radius;
    }

    /// <summary>The slope at a distance from the line's start.</summary>
    public double At(double u) => start + 2 * u - 4 * radius * (flat * u + towards) / Math.Sqrt(u * u * flat + 2 * towards * u + square);
}
