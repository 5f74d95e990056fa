namespace Spindle.Biomechanics.TwoLink;

/// <summary>
/// The arm of Marin Vargas et al. (2024): flexion f, adduction a, rotation r and elbow, R = Rz(a) Ry(r) Rx(f). The lengths are those of
/// their monkey Snap.
/// </summary>
public sealed class MacaqueArm(double upperArm = 16.1, double forearm = 18.6) : TwoLinkArm(upperArm, forearm)
{
    /// <inheritdoc/>
    public override IReadOnlyList<string> Names { get; } = ["shoulder_flexion", "shoulder_adduction", "shoulder_rotation", "elbow_flexion"];

    /// <inheritdoc/>
    public override ReadOnlySpan<double> Least => [-50, -45, -90, 0];

    /// <inheritdoc/>
    public override ReadOnlySpan<double> Greatest => [180, 150, 90, 140];

    /// <inheritdoc/>
    public override ReadOnlySpan<double> Rest => [36, 5, 5, 50];

    /// <inheritdoc/>
    public override Rotation Shoulder(ReadOnlySpan<double> posture) => Of(posture[0] / Degrees, posture[1] / Degrees, posture[2] / Degrees);

    private static Rotation Of(double flexion, double adduction, double rotation) =>
        AboutZ(adduction) * AboutY(rotation) * AboutX(flexion);

    /// <inheritdoc/>
    public override void Decompose(Rotation shoulder, Span<double> posture)
    {
        posture[0] = Math.Atan2(shoulder.Y.Z, shoulder.Z.Z) * Degrees;
        posture[1] = Math.Atan2(shoulder.X.Y, shoulder.X.X) * Degrees;
        posture[2] = Math.Atan2(-shoulder.X.Z, Math.Sqrt((shoulder.X.X * shoulder.X.X) + (shoulder.X.Y * shoulder.X.Y))) * Degrees;
    }

    /// <inheritdoc/>
    public override void Rates(ReadOnlySpan<double> posture, Vec3 axis, Span<double> rates)
    {
        var (sinAdduction, cosAdduction) = Math.SinCos(posture[1] / Degrees);
        var (sin, cos) = Math.SinCos(posture[2] / Degrees);
        var flexion = ((cosAdduction * axis.X) + (sinAdduction * axis.Y)) / cos;
        rates[0] = flexion * Degrees;
        rates[1] = (axis.Z + (flexion * sin)) * Degrees;
        rates[2] = ((cosAdduction * axis.Y) - (sinAdduction * axis.X)) * Degrees;
    }

    /// <inheritdoc/>
    public override int Touching(int angle, double value, Vec3 vector, Vec3 target, Span<Rotation> found)
    {
        var fixedAngle = value / Degrees;
        switch (angle)
        {
            case 0:
                var raised = AboutX(fixedAngle) * vector;
                var part = target.Z / raised.Z;
                if (!(Math.Abs(part) <= 1)) return 0;
                found[0] = Adducted(fixedAngle, Math.Acos(part), raised, target);
                found[1] = Adducted(fixedAngle, -Math.Acos(part), raised, target);
                return 2;
            case 1:
                var level = AboutZ(-fixedAngle) * target;
                var out2 = (level.X * level.X) + (level.Z * level.Z);
                var depth = Math.CopySign(Math.Sqrt(out2), level.Z);
                var flexion = Math.Atan2(depth, level.Y) - Math.Atan2(vector.Z, vector.Y);
                found[0] = Of(flexion, fixedAngle, Math.Atan2(level.X / depth, level.Z / depth));
                return 1;
            default:
                return 0;
        }
    }

    private static Rotation Adducted(double flexion, double rotation, Vec3 raised, Vec3 target)
    {
        var turned = AboutY(rotation) * raised;
        return Of(flexion, Math.Atan2(target.Y, target.X) - Math.Atan2(turned.Y, turned.X), rotation);
    }
}
