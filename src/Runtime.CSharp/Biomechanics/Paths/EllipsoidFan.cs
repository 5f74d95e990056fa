namespace Spindle.Biomechanics.Paths;

/// <summary>The directions from points along a chord of an ellipsoid to its surface.</summary>
internal static class EllipsoidFan
{
    /// <summary>Into how many parts the chord is divided; the directions are taken from the inner points but the last.</summary>
    public const int Parts = 300;

    /// <summary>The sum of the unit vectors to the closest surface points.</summary>
    public static Vec3 Sum(Vec3 axes, Vec3 start, Vec3 chord)
    {
        var sum = default(Vec3);
        for (var i = 1; i < Parts - 1; i++)
        {
            var p = start + (double)i / Parts * chord;
            sum += (EllipsoidPoint.Closest(axes, p) - p).Unit;
        }
        return sum;
    }
}
