namespace Spindle.Biomechanics;

/// <summary>
/// An arm with muscles, as a task moves it: postures go in, muscle lengths and points of the arm come out. Poses are in
/// radians, row after row, <see cref="Coordinates"/> numbers each; lengths are in metres. An arm is immutable, and any number
/// of threads may ask it at once.
/// </summary>
/// <remarks>
/// Rows do not depend on each other: an arm asked for a thousand poses at once gives the very numbers of a thousand calls, so
/// that a movement's lengths do not change with what else is in its shard.
/// </remarks>
public interface IArm
{
    /// <summary>The coordinates that a pose sets, in its order; every other coordinate of the arm keeps its default.</summary>
    IReadOnlyList<string> Coordinates { get; }

    /// <summary>The muscles that are asked for, in the order of the columns of their lengths.</summary>
    IReadOnlyList<string> Muscles { get; }

    /// <summary>The length of every muscle in every pose.</summary>
    /// <param name="measure">Which length.</param>
    /// <param name="poses">poses × coordinates, radians.</param>
    /// <param name="lengths">poses × muscles, metres. NaN where a muscle has no such length: its path or its equilibrium has no solution.</param>
    void Lengths(MuscleMeasure measure, ReadOnlySpan<double> poses, Span<double> lengths);

    /// <summary>Where a point of the arm is in every pose, in the frame of the model's ground: x forward, y up, z to the right.</summary>
    /// <param name="point">Which point.</param>
    /// <param name="poses">poses × coordinates, radians.</param>
    /// <param name="positions">poses × 3, metres.</param>
    void Positions(ArmPoint point, ReadOnlySpan<double> poses, Span<double> positions);
}
