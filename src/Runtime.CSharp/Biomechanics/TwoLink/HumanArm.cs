namespace Spindle.Biomechanics.TwoLink;

/// <summary>
/// The arm of Sandbrink et al. (2023): plane of elevation e, elevation s, rotation r and elbow, R = Ry(e) Rz(s) Ry(r − e), as the
/// coordinates of the MoBL-ARMS model have it.
/// </summary>
public sealed class HumanArm(double upperArm = 33, double forearm = 26) : TwoLinkArm(upperArm, forearm)
{
    /// <inheritdoc/>
    public override IReadOnlyList<string> Names { get; } = ["elv_angle", "shoulder_elv", "shoulder_rot", "elbow_flexion"];

    /// <inheritdoc/>
    public override ReadOnlySpan<double> Least => [-90, 0, -90, 0];

    /// <inheritdoc/>
    public override ReadOnlySpan<double> Greatest => [130, 180, 20, 130];

    /// <inheritdoc/>
    public override ReadOnlySpan<double> Rest => [50, 40, 20, 75];

    /// <inheritdoc/>
    public override Rotation Shoulder(ReadOnlySpan<double> posture) => Of(posture[0] / Degrees, posture[1] / Degrees, (posture[2] - posture[0]) / Degrees);

    private static Rotation Of(double plane, double elevation, double turn) =>
        AboutY(plane) * AboutZ(elevation) * AboutY(turn);

    /// <inheritdoc/>
    public override void Decompose(Rotation shoulder, Span<double> posture)
    {
        var plane = Math.Atan2(shoulder.Y.Z, -shoulder.Y.X);
        var sum = plane + Math.Atan2(shoulder.Z.Y, shoulder.X.Y);
        posture[0] = plane * Degrees;
        posture[1] = Math.Atan2(Math.Sqrt((shoulder.Y.X * shoulder.Y.X) + (shoulder.Y.Z * shoulder.Y.Z)), shoulder.Y.Y) * Degrees;
        posture[2] = (sum > Math.PI ? sum - (2 * Math.PI) : sum <= -Math.PI ? sum + (2 * Math.PI) : sum) * Degrees;
    }

    /// <inheritdoc/>
    public override void Rates(ReadOnlySpan<double> posture, Vec3 axis, Span<double> rates)
    {
        var (sinPlane, cosPlane) = Math.SinCos(posture[0] / Degrees);
        var (sin, cos) = Math.SinCos(posture[1] / Degrees);
        var turn = ((-cosPlane * axis.X) + (sinPlane * axis.Z)) / sin;
        var plane = axis.Y - (turn * cos);
        rates[0] = plane * Degrees;
        rates[1] = ((sinPlane * axis.X) + (cosPlane * axis.Z)) * Degrees;
        rates[2] = (turn + plane) * Degrees;
    }

    /// <inheritdoc/>
    public override int Touching(int angle, double value, Vec3 vector, Vec3 target, Span<Rotation> found)
    {
        var fixedAngle = value / Degrees;
        var (sin, cos) = Math.SinCos(fixedAngle);
        switch (angle)
        {
            case 0:
                var depth = ((target.X * sin) + (target.Z * cos)) / vector.Z;
                if (!(Math.Abs(depth) <= 1)) return 0;
                found[0] = Completed(fixedAngle, Math.Acos(depth), vector, target);
                found[1] = Completed(fixedAngle, -Math.Acos(depth), vector, target);
                return 2;
            case 2:
                var plane = Math.Atan2((vector.Z * cos) - target.Z, target.X - (vector.Z * sin));
                found[0] = Completed(plane, fixedAngle - plane, vector, target);
                found[1] = Completed(plane + Math.PI, fixedAngle - plane - Math.PI, vector, target);
                return 2;
            default:
                return 0;
        }
    }

    /// <summary>The rotation whose elevation brings the turned vector to the target.</summary>
    private static Rotation Completed(double plane, double turn, Vec3 vector, Vec3 target)
    {
        var turned = AboutY(turn) * vector;
        var wanted = AboutY(-plane) * target;
        return Of(plane, Math.Atan2(wanted.Y, wanted.X) - Math.Atan2(turned.Y, turned.X), turn);
    }
}
