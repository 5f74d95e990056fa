namespace Spindle.Biomechanics.TwoLink;

/// <summary>
/// An arm of two rigid links with four degrees of freedom: three angles of a ball joint at the shoulder, the fourth at the elbow. In
/// the frame {S} of the shoulder (x right, y up, z backward) the hanging arm points down; lengths are in cm, angles in degrees.
/// </summary>
/// <remarks>
/// hand = R ((0, −L₁, 0) + Rx(elbow) (0, −L₂, 0)), R the rotation of the shoulder's angles, each study's own. The hand's distance fixes the
/// elbow, so that the postures of one hand position are a circle: the arm turns about the line from shoulder to hand.
/// </remarks>
public abstract class TwoLinkArm(double upperArm, double forearm)
{
    /// <summary>Degrees of freedom.</summary>
    public const int Angles = 4;

    /// <summary>Degrees of one radian.</summary>
    protected const double Degrees = 180 / Math.PI;

    /// <summary>Length of the upper arm.</summary>
    public double UpperArm { get; } = upperArm;

    /// <summary>Length from elbow to hand.</summary>
    public double Forearm { get; } = forearm;

    /// <summary>Names of the angles, in the order of a posture.</summary>
    public abstract IReadOnlyList<string> Names { get; }

    /// <summary>The least angles.</summary>
    public abstract ReadOnlySpan<double> Least { get; }

    /// <summary>The greatest angles.</summary>
    public abstract ReadOnlySpan<double> Greatest { get; }

    /// <summary>The posture to be near to where none came before.</summary>
    public abstract ReadOnlySpan<double> Rest { get; }

    /// <summary>The shoulder's rotation for the first three angles of a posture.</summary>
    public abstract Rotation Shoulder(ReadOnlySpan<double> posture);

    /// <summary>The first three angles for a rotation of the shoulder, each in (−180, 180].</summary>
    public abstract void Decompose(Rotation shoulder, Span<double> posture);

    /// <summary>How fast the three angles change while the shoulder turns about an axis, degrees a radian.</summary>
    public abstract void Rates(ReadOnlySpan<double> posture, Vec3 axis, Span<double> rates);

    /// <summary>The rotations that bring a vector of the upper arm's frame to a target and have one of the three angles at a given value.</summary>
    /// <param name="angle">Which of the three.</param>
    /// <param name="value">Its value, degrees.</param>
    /// <param name="vector">In the frame of the upper arm; its x is 0.</param>
    /// <param name="target">Of the same length, in {S}.</param>
    /// <param name="found">Room for two.</param>
    /// <returns>How many were found; none where the angle is at an end of the chart of rotations.</returns>
    public abstract int Touching(int angle, double value, Vec3 vector, Vec3 target, Span<Rotation> found);

    /// <summary>The hand relative to the shoulder, in the frame of the upper arm.</summary>
    public Vec3 Reach(double elbow)
    {
        var (sin, cos) = Math.SinCos(elbow / Degrees);
        return new(0, -UpperArm - (Forearm * cos), -Forearm * sin);
    }

    /// <summary>The hand in {S}.</summary>
    public Vec3 Hand(ReadOnlySpan<double> posture) => Shoulder(posture) * Reach(posture[3]);

    /// <summary>The elbow in {S}.</summary>
    public Vec3 Elbow(ReadOnlySpan<double> posture) => -UpperArm * Shoulder(posture).Y;

    /// <summary>The elbow's angle at which the hand is so far from the shoulder; false where it never is within its limits.</summary>
    public bool TryElbow(double distance, out double elbow)
    {
        var cos = ((distance * distance) - (UpperArm * UpperArm) - (Forearm * Forearm)) / (2 * UpperArm * Forearm);
        elbow = Math.Acos(Math.Clamp(cos, -1, 1)) * Degrees;
        const double rounding = 1e-9;
        return cos is >= -1 - rounding and <= 1 + rounding && elbow >= Least[3] - rounding && elbow <= Greatest[3] + rounding;
    }

    /// <summary>Whether the three angles of the shoulder are within their limits.</summary>
    public bool Allows(ReadOnlySpan<double> posture)
    {
        const double rounding = 1e-9;
        for (var i = 0; i < 3; i++)
            if (posture[i] < Least[i] - rounding || posture[i] > Greatest[i] + rounding) return false;
        return true;
    }

    /// <summary>About the x axis, radians.</summary>
    protected static Rotation AboutX(double angle) => Rotation.About(new(1, 0, 0), angle);

    /// <summary>About the y axis, radians.</summary>
    protected static Rotation AboutY(double angle) => Rotation.About(new(0, 1, 0), angle);

    /// <summary>About the z axis, radians.</summary>
    protected static Rotation AboutZ(double angle) => Rotation.About(new(0, 0, 1), angle);

    /// <summary>From the world {W} (x forward, y to the left, z up) to {S}.</summary>
    public static Vec3 FromWorld(Vec3 world) => new(-world.Y, world.Z, -world.X);

    /// <summary>From {S} to the world.</summary>
    public static Vec3 ToWorld(Vec3 shoulder) => new(-shoulder.Z, -shoulder.X, shoulder.Y);
}
