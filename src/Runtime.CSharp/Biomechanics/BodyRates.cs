using Spindle.Biomechanics.Models;

namespace Spindle.Biomechanics;

/// <summary>How fast the bodies of a posed model move for given speeds of its coordinates.</summary>
internal sealed class BodyRates
{
    private readonly PosedModel pose;
    private readonly double[] speeds;
    private readonly Joint[] joints;
    private readonly Vec3[] angular;
    private readonly Vec3[] linear;
    private bool prepared;

    internal BodyRates(PosedModel pose)
    {
        this.pose = pose;
        speeds = new double[pose.Model.Coordinates.Count];
        joints = [.. pose.Model.Bodies.Select(body => new Joint(body))];
        angular = new Vec3[joints.Length];
        linear = new Vec3[joints.Length];
    }

    /// <summary>The speeds of the coordinates, dependent ones as they follow.</summary>
    public ReadOnlySpan<double> Speeds => speeds;

    /// <summary>The velocity in the ground of a point that is fixed to a body.</summary>
    /// <param name="body">The body.</param>
    /// <param name="point">The point, in the ground.</param>
    public Vec3 Velocity(int body, Vec3 point) => linear[body] + angular[body].Cross(point - pose.Bodies[body].Origin);

    internal void Forget() => prepared = false;

    internal void Set(ReadOnlySpan<double> independent)
    {
        if (!prepared)
        {
            for (var i = 1; i < joints.Length; i++) joints[i].Prepare(pose);
            prepared = true;
        }
        independent.CopyTo(speeds);
        pose.FollowSpeeds(speeds);
        for (var i = 1; i < joints.Length; i++)
        {
            var parent = pose.Model.Bodies[i].Parent;
            var (turning, shifting) = joints[i].Rates(speeds);
            var centre = joints[i].Centre;
            angular[i] = angular[parent] + turning;
            linear[i] = Velocity(parent, centre) + shifting + angular[i].Cross(pose.Bodies[i].Origin - centre);
        }
    }

    // A joint's axes in the ground, each with the slope of its function.
    private sealed class Joint(Body body)
    {
        private readonly Vec3[] turns = new Vec3[body.Rotations.Count];
        private readonly Vec3[] shifts = new Vec3[body.Translations.Count];

        public Vec3 Centre { get; private set; }

        public void Prepare(PosedModel pose)
        {
            var frame = pose.Bodies[body.Parent] * body.JointInParent;
            var turned = frame.Turn;
            for (var i = 0; i < turns.Length; i++)
            {
                var axis = body.Rotations[i];
                var at = axis.Coordinate < 0 ? 0 : pose.Coordinates[axis.Coordinate];
                turns[i] = turned * axis.Axis * axis.Function.Slope(at);
                turned *= Rotation.About(axis.Axis, axis.Function.Value(at));
            }
            Centre = frame.Origin;
            for (var i = 0; i < shifts.Length; i++)
            {
                var axis = body.Translations[i];
                var at = axis.Coordinate < 0 ? 0 : pose.Coordinates[axis.Coordinate];
                var direction = frame.Turn * axis.Axis;
                shifts[i] = direction * axis.Function.Slope(at);
                Centre += direction * axis.Function.Value(at);
            }
        }

        public (Vec3 Turning, Vec3 Shifting) Rates(ReadOnlySpan<double> speeds)
        {
            var (turning, shifting) = (default(Vec3), default(Vec3));
            for (var i = 0; i < turns.Length; i++)
            {
                if (body.Rotations[i].Coordinate is >= 0 and var coordinate) turning += turns[i] * speeds[coordinate];
            }
            for (var i = 0; i < shifts.Length; i++)
            {
                if (body.Translations[i].Coordinate is >= 0 and var coordinate) shifting += shifts[i] * speeds[coordinate];
            }
            return (turning, shifting);
        }
    }
}
