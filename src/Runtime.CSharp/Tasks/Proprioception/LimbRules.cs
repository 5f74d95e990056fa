using Spindle.Biomechanics;
using Spindle.Biomechanics.TwoLink;

namespace Spindle.Tasks.Proprioception;

/// <summary>What a study says of its limb.</summary>
/// <param name="Arm">The arm of two links that the hand's path is followed with.</param>
/// <param name="Lattice">Where start points are looked for.</param>
/// <param name="Box">Side of the box that letters of size 1 fill, cm.</param>
/// <param name="TimeStep">What a sample of the pen is taken to last, ms.</param>
/// <param name="Window">Samples of a trial.</param>
/// <param name="JointJerk">The greatest jerk of the joints that is kept.</param>
/// <param name="MuscleJerk">The greatest jerk of the muscles that is kept.</param>
/// <param name="FilteredAbove">The jerk of the muscles above which their lengths are filtered by a running median of five; they must then be below it.</param>
/// <param name="Measure">What is called the length of a muscle.</param>
/// <param name="RandomStart">Whether the posture before the first is drawn from all that the joints allow; otherwise it is the arm's at rest.</param>
public sealed record LimbRules(
    TwoLinkArm Arm,
    StartLattice Lattice,
    double Box,
    decimal TimeStep,
    long Window,
    double JointJerk,
    double MuscleJerk,
    double FilteredAbove,
    MuscleMeasure Measure,
    bool RandomStart)
{
    /// <summary>The rules of a limb.</summary>
    /// <param name="limb">The limb.</param>
    /// <param name="upperArm">Length of the upper arm, cm; null for the study's.</param>
    /// <param name="forearm">Length from elbow to hand, cm; null for the study's.</param>
    public static LimbRules Of(Limb limb, double? upperArm = null, double? forearm = null) => limb switch
    {
        Limb.Human => new(
            new HumanArm(upperArm ?? 33, forearm ?? 26), StartLattice.Human, 10, 15, 320,
            JointJerk: 1, MuscleJerk: double.PositiveInfinity, FilteredAbove: double.PositiveInfinity, MuscleMeasure.Fibre, RandomStart: false),
        _ => new(
            new MacaqueArm(upperArm ?? 16.1, forearm ?? 18.6), StartLattice.Macaque, 5, 10, 400,
            JointJerk: 2, MuscleJerk: 4, FilteredAbove: 1, MuscleMeasure.FibreAndTendon, RandomStart: true),
    };
}
