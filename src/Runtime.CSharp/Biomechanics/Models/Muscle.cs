using Spindle.Biomechanics.Functions;

namespace Spindle.Biomechanics.Models;

/// <summary>A muscle with its tendon: a path over the skeleton, and what is needed for its fibre length at rest.</summary>
/// <param name="Name">As the model names it.</param>
/// <param name="Points">Its path points in order, at least two.</param>
/// <param name="Wraps">What it may wrap over, in order.</param>
/// <param name="Fibres">The properties of its fibres and its tendon; null where the model says nothing that the equilibrium could use.</param>
public sealed record Muscle(string Name, IReadOnlyList<PathPoint> Points, IReadOnlyList<PathWrap> Wraps, Fibres? Fibres);

/// <summary>Fibres and tendon of a muscle (Schutte 1993), with curves that are normalised by force and length.</summary>
/// <param name="MaximalForce">The isometric force at optimal length, in newtons.</param>
/// <param name="OptimalLength">The fibre length at which the active force is largest, in metres.</param>
/// <param name="TendonSlackLength">The tendon length at which it begins to pull, in metres.</param>
/// <param name="Pennation">The angle between fibres and tendon at optimal length, in radians.</param>
/// <param name="Active">Active force over normalised fibre length.</param>
/// <param name="Passive">Passive force over normalised fibre length; null for e^(8(l − 1) − 4).</param>
/// <param name="Tendon">Tendon force over strain.</param>
public sealed record Fibres(
    double MaximalForce, double OptimalLength, double TendonSlackLength, double Pennation, ScalarFunction Active, ScalarFunction? Passive, ScalarFunction Tendon);
