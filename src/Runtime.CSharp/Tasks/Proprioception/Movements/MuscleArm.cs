using Spindle.Biomechanics;
using Spindle.Biomechanics.TwoLink;

namespace Spindle.Tasks.Proprioception.Movements;

/// <summary>An arm with muscles that takes the postures of a two-link arm.</summary>
/// <param name="links">The two-link arm, whose angles name the postures.</param>
/// <param name="arm">The arm with muscles.</param>
public sealed class MuscleArm(TwoLinkArm links, IArm arm)
{
    private const double Radians = Math.PI / 180;
    private const double CentimetresAMetre = 100;

    /// <summary>Its coordinates where they are a human's: planes of elevation.</summary>
    private static readonly HumanArm Elevations = new();

    private readonly bool sameNames = links.Names.SequenceEqual(arm.Coordinates);

    /// <summary>How many muscles it has.</summary>
    public int Muscles => arm.Muscles.Count;

    /// <summary>The muscles' lengths in every posture, in metres.</summary>
    public double[] Lengths(MuscleMeasure measure, ReadOnlySpan<double> postures)
    {
        var lengths = new double[postures.Length / TwoLinkArm.Angles * Muscles];
        arm.Lengths(measure, Poses(postures), lengths);
        return lengths;
    }

    /// <summary>A point of the arm in every posture, cm in the world {W}: the model's ground turned by a quarter about its x.</summary>
    public double[] Positions(ArmPoint point, ReadOnlySpan<double> postures)
    {
        var positions = new double[postures.Length / TwoLinkArm.Angles * 3];
        arm.Positions(point, Poses(postures), positions);
        for (var i = 0; i < positions.Length; i += 3)
        {
            (positions[i], positions[i + 1], positions[i + 2]) =
                (CentimetresAMetre * positions[i], -CentimetresAMetre * positions[i + 2], CentimetresAMetre * positions[i + 1]);
        }
        return positions;
    }

    /// <summary>
    /// The arm's pose of every posture. A human posture is one, in radians; a macaque's has the adduction the other way round (Marin Vargas et
    /// al. 2024). An arm of other coordinates, planes of elevation, is brought to the same rotation of the upper arm.
    /// </summary>
    private double[] Poses(ReadOnlySpan<double> postures)
    {
        var poses = new double[postures.Length];
        for (var i = 0; i < postures.Length; i += TwoLinkArm.Angles)
        {
            var pose = poses.AsSpan(i, TwoLinkArm.Angles);
            postures.Slice(i, TwoLinkArm.Angles).CopyTo(pose);
            if (!sameNames) Elevations.Decompose(links.Shoulder(pose), pose);
            else if (links is MacaqueArm) pose[1] = -pose[1];
            foreach (ref var angle in pose) angle *= Radians;
        }
        return poses;
    }
}
