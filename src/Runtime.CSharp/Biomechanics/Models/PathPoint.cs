using Spindle.Biomechanics.Functions;

namespace Spindle.Biomechanics.Models;

/// <summary>A point of a muscle's path.</summary>
/// <param name="Body">The index of the body whose frame it is given in.</param>
/// <param name="Location">Where it is, in metres; unused where it moves.</param>
/// <param name="Condition">When it is part of the path; null for always.</param>
/// <param name="Movement">How it moves in its body; null where it stays.</param>
public sealed record PathPoint(int Body, Vec3 Location, PointCondition? Condition, PointMovement? Movement);

/// <summary>A path point counts while a coordinate is within a range, with a slack of 1e-5 at both ends.</summary>
public sealed record PointCondition(int Coordinate, double Lowest, double Highest)
{
    /// <summary>Whether the point counts.</summary>
    public bool Holds(double coordinate) => coordinate >= Lowest - 1e-5 && coordinate <= Highest + 1e-5;
}

/// <summary>A path point moves with a coordinate, held within that coordinate's range.</summary>
/// <param name="X">Along x.</param>
/// <param name="Y">Along y.</param>
/// <param name="Z">Along z.</param>
public sealed record PointMovement(MovingComponent X, MovingComponent Y, MovingComponent Z);

/// <summary>One component of a moving point's location: a function of a coordinate.</summary>
/// <param name="Coordinate">The coordinate's index; −1 where it is constant.</param>
/// <param name="Function">From the coordinate to metres.</param>
public sealed record MovingComponent(int Coordinate, ScalarFunction Function);
