using Spindle.Biomechanics.Paths;

namespace Spindle.Biomechanics.Models;

/// <summary>A surface that paths wrap over.</summary>
/// <param name="Index">Its place in the model's list.</param>
/// <param name="Name">As the model names it.</param>
/// <param name="Body">The index of its body.</param>
/// <param name="InBody">Its frame in the body.</param>
/// <param name="Surface">Its shape.</param>
/// <param name="Active">Whether paths take notice of it.</param>
public sealed record WrapObject(int Index, string Name, int Body, Placement InBody, WrapSurface Surface, bool Active);
