using Spindle.Biomechanics.Functions;

namespace Spindle.Biomechanics.Models;

/// <summary>One degree of freedom of a model.</summary>
/// <param name="Name">As the model names it.</param>
/// <param name="Default">Its value where nothing sets it, in radians or metres.</param>
/// <param name="Lowest">The lower end of its range.</param>
/// <param name="Highest">The upper end of its range.</param>
/// <param name="Motion">What it moves.</param>
/// <param name="Locked">Whether the model holds it at its default; setting it is still possible.</param>
/// <param name="Coupling">What it follows, where it is not independent.</param>
public sealed record Coordinate(string Name, double Default, double Lowest, double Highest, Motion Motion, bool Locked, Coupling? Coupling);

/// <summary>What a coordinate moves.</summary>
public enum Motion
{
    /// <summary>An angle, in radians.</summary>
    Rotational,

    /// <summary>A distance, in metres.</summary>
    Translational,

    /// <summary>A parameter of a joint whose axes are functions of it.</summary>
    Coupled,
}

/// <summary>How a coordinate follows another: it is <paramref name="Scale"/> times the function of it.</summary>
/// <param name="Independent">The index of the coordinate it follows.</param>
/// <param name="Function">The function.</param>
/// <param name="Scale">A factor.</param>
public sealed record Coupling(int Independent, ScalarFunction Function, double Scale);
