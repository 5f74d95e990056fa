using Spindle.Biomechanics.Functions;

namespace Spindle.Biomechanics.Models;

/// <summary>A rigid body and the joint by which it hangs on another: it stands at JointInParent · motion · JointInBody⁻¹ in its parent.</summary>
/// <param name="Name">As the model names it.</param>
/// <param name="Parent">The index of the body it hangs on, which comes before it; −1 for the ground.</param>
/// <param name="JointInParent">The joint's frame in the parent.</param>
/// <param name="JointInBody">The joint's frame in this body.</param>
/// <param name="Rotations">Turns about axes, each fixed in the frame that the one before has turned.</param>
/// <param name="Translations">Shifts along axes of the joint's frame in the parent.</param>
public sealed record Body(
    string Name, int Parent, Placement JointInParent, Placement JointInBody, IReadOnlyList<JointAxis> Rotations, IReadOnlyList<JointAxis> Translations);

/// <summary>A motion along or about an axis.</summary>
/// <param name="Axis">A unit vector.</param>
/// <param name="Coordinate">The index of the coordinate it depends on; −1 where it is constant.</param>
/// <param name="Function">From the coordinate to radians or metres.</param>
public sealed record JointAxis(Vec3 Axis, int Coordinate, ScalarFunction Function);
