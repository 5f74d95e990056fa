namespace Spindle.Biomechanics.Paths;

/// <summary>A point of the path as it runs in a pose: one of the muscle's points, or a point where it touches a surface.</summary>
/// <param name="Body">The body that it is fixed to.</param>
/// <param name="Position">In the ground, in metres.</param>
/// <param name="Point">The index of the muscle's point; −1 for a tangent point.</param>
/// <param name="Entry">The index of the muscle's wrap whose tangent point it is; −1 for none.</param>
/// <param name="Wrap">The index of the model's wrap object that it lies on; −1 for none.</param>
/// <param name="Surface">The length over the surface to the next node, where this is where the path reaches it; NaN otherwise.</param>
public readonly record struct PathNode(int Body, Vec3 Position, int Point, int Entry, int Wrap, double Surface)
{
    /// <summary>Whether the path reaches a surface here, and runs over it to the next node.</summary>
    public bool Reaches => !double.IsNaN(Surface);
}
