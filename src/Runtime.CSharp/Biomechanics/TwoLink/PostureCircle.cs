namespace Spindle.Biomechanics.TwoLink;

/// <summary>All postures of a two-link arm that have the hand at one place, whatever the shoulder's limits: a circle, by its angle in radians.</summary>
internal readonly struct PostureCircle
{
    private readonly TwoLinkArm arm;
    private readonly Vec3 along, zero, quarter;
    private readonly double elbow, cos, sin;

    private PostureCircle(TwoLinkArm arm, double elbow, Vec3 reach, Vec3 hand, Rotation near)
    {
        (this.arm, this.elbow, Reach, Hand) = (arm, elbow, reach, hand);
        var distance = reach.Length;
        (cos, sin) = (reach.Y / distance, reach.Z / distance);
        along = 1 / hand.Length * hand;
        var across = near.X - (near.X.Dot(along) * along);
        if (across.Length < 1e-9) across = near.Y - (near.Y.Dot(along) * along);
        zero = 1 / across.Length * across;
        quarter = along.Cross(zero);
    }

    /// <summary>Where the hand is, in {S}.</summary>
    public Vec3 Hand { get; }

    /// <summary>The same in the frame of the upper arm.</summary>
    public Vec3 Reach { get; }

    /// <summary>The line about which the arm turns.</summary>
    public Vec3 Along => along;

    /// <summary>The circle of a hand position; false where the hand is too far from the shoulder, or too near.</summary>
    /// <param name="arm">The arm.</param>
    /// <param name="hand">In {S}, cm.</param>
    /// <param name="near">The shoulder's rotation near which the circle's angle is 0.</param>
    /// <param name="circle">The circle.</param>
    public static bool TryOf(TwoLinkArm arm, Vec3 hand, Rotation near, out PostureCircle circle)
    {
        circle = default;
        if (!arm.TryElbow(hand.Length, out var elbow)) return false;
        circle = new(arm, elbow, arm.Reach(elbow), hand, near);
        return true;
    }

    /// <summary>The posture at an angle.</summary>
    public void At(double angle, Span<double> posture)
    {
        var (turnSin, turnCos) = Math.SinCos(angle);
        var x = (turnCos * zero) + (turnSin * quarter);
        var across = x.Cross(along);
        arm.Decompose(new(x, (cos * along) - (sin * across), (sin * along) + (cos * across)), posture);
        posture[3] = elbow;
    }

    /// <summary>The angle of a rotation on the circle.</summary>
    public double AngleOf(Rotation shoulder) => Math.Atan2(shoulder.X.Dot(quarter), shoulder.X.Dot(zero));
}
