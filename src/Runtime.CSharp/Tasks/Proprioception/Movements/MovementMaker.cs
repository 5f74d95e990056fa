using Spindle.Biomechanics;
using Spindle.Biomechanics.TwoLink;
using Spindle.Contracts;
using Spindle.Signals;
using Spindle.Tasks.Proprioception.Handwriting;

namespace Spindle.Tasks.Proprioception.Movements;

/// <summary>Makes movements: draws how a letter is written, follows it with the two-link arm and asks the muscles for their lengths.</summary>
public sealed class MovementMaker
{
    private const double MillimetresAMetre = 1000;

    /// <summary>Samples of the running median.</summary>
    private const int MedianWidth = 5;

    private readonly CharacterMovements task;
    private readonly LimbRules rules;
    private readonly Letters letters;
    private readonly int[][] specimens;
    private readonly StartPointSet starts;
    private readonly MuscleArm arm;
    private readonly InverseKinematics kinematics;

    /// <summary>A maker of the movements of a task.</summary>
    /// <param name="task">The task.</param>
    /// <param name="letters">Specimens of all twenty letters.</param>
    /// <param name="starts">Where letters may stand.</param>
    /// <param name="arm">The arm with the task's muscles.</param>
    public MovementMaker(CharacterMovements task, Letters letters, StartPointSet starts, IArm arm)
    {
        (this.task, this.letters, this.starts, rules) = (task, letters, starts, task.Rules());
        specimens = [.. Enumerable.Range(1, Letters.Alphabet.Length).Select(label => Enumerable.Range(0, letters.Count).Where(i => letters.Labels[i] == label).ToArray())];
        this.arm = new(rules.Arm, arm);
        kinematics = new(rules.Arm);
        JointJerk = task.JointJerk ?? rules.JointJerk;
        MuscleJerk = task.MuscleJerk ?? rules.MuscleJerk;
    }

    /// <summary>The greatest jerk of the joints that is kept.</summary>
    public double JointJerk { get; }

    /// <summary>The greatest jerk of the muscles that is kept.</summary>
    public double MuscleJerk { get; }

    /// <summary>
    /// Draws movements of a letter until one is kept: everything is drawn anew each time, specimen, variation, start point and first posture.
    /// </summary>
    /// <param name="label">The letter.</param>
    /// <param name="plane">The plane.</param>
    /// <param name="stream">The movement's own numbers, at their beginning.</param>
    /// <param name="refusals">Told of every draw.</param>
    /// <exception cref="SpindleException">None was kept in as many draws as the task allows.</exception>
    public Movement Make(int label, WritingPlane plane, RandomStream stream, Refusals refusals)
    {
        for (var attempt = 0; attempt < task.Attempts; attempt++)
            if (Try(label, plane, stream, refusals) is { } movement) return movement;
        throw new SpindleException(
            DiagnosticCodes.NoMovement,
            $"no {(plane == WritingPlane.Horizontal ? "horizontal" : "vertical")} '{Letters.Alphabet[label - 1]}' was kept in {task.Attempts} draws: {refusals}");
    }

    private Movement? Try(int label, WritingPlane plane, RandomStream stream, Refusals refusals)
    {
        refusals.Drawn++;
        var specimen = OneOf(specimens[label - 1], stream);
        var variation = Draw(stream);
        var start = OneOf(starts.Of(plane), stream);
        var first = FirstPosture(stream);
        var pen = Scaled(letters.Positions[specimen], task.Box ?? rules.Box);
        var path = Placed(variation.Apply(pen), plane, start);
        var samples = path.Length / 3;
        if (samples > task.Longest)
        {
            refusals.TooLong++;
            return null;
        }
        var joints = new double[samples * TwoLinkArm.Angles];
        if (!kinematics.TryFollow(path, first, joints))
        {
            refusals.OutOfReach++;
            return null;
        }
        var jointJerk = TimeGradient.Jerk(joints, TwoLinkArm.Angles);
        if (jointJerk > JointJerk)
        {
            refusals.JerkyJoints++;
            return null;
        }
        var muscles = arm.Lengths(rules.Measure, joints);
        foreach (ref var length in muscles.AsSpan()) length *= MillimetresAMetre;
        if (muscles.Any(double.IsNaN))
        {
            refusals.WithoutLength++;
            return null;
        }
        var muscleJerk = TimeGradient.Jerk(muscles, arm.Muscles);
        var smooth = muscleJerk <= MuscleJerk;
        if (smooth && muscleJerk > rules.FilteredAbove)
        {
            MedianFilter.Apply(muscles, arm.Muscles, MedianWidth);
            muscleJerk = TimeGradient.Jerk(muscles, arm.Muscles);
            smooth = muscleJerk < rules.FilteredAbove;
        }
        if (!smooth)
        {
            refusals.JerkyMuscles++;
            return null;
        }
        return new(
            label, plane, specimen, variation, start,
            task.HandOfModel ? arm.Positions(ArmPoint.Hand, joints) : path,
            task.HandOfModel ? arm.Positions(ArmPoint.Elbow, joints) : Elbows(joints),
            joints, muscles, jointJerk, muscleJerk);
    }

    private static T OneOf<T>(IReadOnlyList<T> items, RandomStream stream) => items[(int)stream.Integer(items.Count)];

    private Variation Draw(RandomStream stream)
    {
        var size = OneOf(task.Sizes, stream);
        var rotation = OneOf(task.Rotations, stream).Radians;
        var (shearX, shearY) = (OneOf(task.Shears, stream).Radians, OneOf(task.Shears, stream).Radians);
        return new(size, rotation, shearX, shearY, OneOf(task.Speeds, stream));
    }

    private double[] FirstPosture(RandomStream stream)
    {
        var posture = rules.Arm.Rest.ToArray();
        for (var i = 0; rules.RandomStart && i < posture.Length; i++) posture[i] = stream.Uniform(rules.Arm.Least[i], rules.Arm.Greatest[i]);
        return posture;
    }

    private static double[] Scaled(double[] positions, double box) => [.. positions.Select(position => box * position)];

    /// <summary>The page in the world: up on it is forward or up, right on it is to the right, its middle at the start point.</summary>
    private static double[] Placed(double[] pen, WritingPlane plane, (double X, double Y, double Z) start)
    {
        var path = new double[pen.Length / 2 * 3];
        for (var i = 0; 2 * i < pen.Length; i++)
        {
            var (right, up) = (pen[2 * i], pen[(2 * i) + 1]);
            path[3 * i] = start.X + (plane == WritingPlane.Horizontal ? up : 0);
            path[(3 * i) + 1] = start.Y - right;
            path[(3 * i) + 2] = start.Z + (plane == WritingPlane.Vertical ? up : 0);
        }
        return path;
    }

    private double[] Elbows(double[] joints)
    {
        var samples = joints.Length / TwoLinkArm.Angles;
        var elbows = new double[samples * 3];
        for (var i = 0; i < samples; i++)
        {
            var elbow = TwoLinkArm.ToWorld(rules.Arm.Elbow(joints.AsSpan(i * TwoLinkArm.Angles, TwoLinkArm.Angles)));
            (elbows[3 * i], elbows[(3 * i) + 1], elbows[(3 * i) + 2]) = (elbow.X, elbow.Y, elbow.Z);
        }
        return elbows;
    }
}
