using Spindle.Biomechanics.TwoLink;
using Spindle.Tasks.Proprioception.Handwriting;

namespace Spindle.Tasks.Proprioception.Movements;

/// <summary>One letter written by an arm.</summary>
/// <param name="Label">The letter, 1 to 20.</param>
/// <param name="Plane">The plane that it is written in.</param>
/// <param name="Specimen">Which specimen of the letters it is.</param>
/// <param name="Variation">How the specimen was varied.</param>
/// <param name="Start">The start point, cm in the world.</param>
/// <param name="Hand">The hand, samples × 3, cm in the world.</param>
/// <param name="Elbow">The elbow, likewise.</param>
/// <param name="Joints">The joint angles, samples × 4, degrees.</param>
/// <param name="Muscles">The muscles' lengths, samples × muscles, mm.</param>
/// <param name="JointJerk">The jerk of the joint angles.</param>
/// <param name="MuscleJerk">The jerk of the muscles' lengths.</param>
public sealed record Movement(
    int Label,
    WritingPlane Plane,
    int Specimen,
    Variation Variation,
    (double X, double Y, double Z) Start,
    double[] Hand,
    double[] Elbow,
    double[] Joints,
    double[] Muscles,
    double JointJerk,
    double MuscleJerk)
{
    /// <summary>How many samples it lasts.</summary>
    public int Samples => Hand.Length / 3;

    /// <summary>The path that the two-link arm follows, samples × 3, cm in the world: the hand's where it is not read off a model.</summary>
    /// <param name="arm">The arm.</param>
    public double[] Path(TwoLinkArm arm)
    {
        var path = new double[Hand.Length];
        for (var i = 0; i < Samples; i++)
        {
            var hand = TwoLinkArm.ToWorld(arm.Hand(Joints.AsSpan(i * TwoLinkArm.Angles, TwoLinkArm.Angles)));
            (path[3 * i], path[(3 * i) + 1], path[(3 * i) + 2]) = (hand.X, hand.Y, hand.Z);
        }
        return path;
    }
}
