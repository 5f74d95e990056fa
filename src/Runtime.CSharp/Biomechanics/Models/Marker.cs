namespace Spindle.Biomechanics.Models;

/// <summary>A named point of a body.</summary>
/// <param name="Name">As the model names it; it may contain dots.</param>
/// <param name="Body">The index of the body.</param>
/// <param name="Location">In the body's frame, in metres.</param>
public sealed record Marker(string Name, int Body, Vec3 Location);
