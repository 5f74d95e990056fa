namespace Spindle.Biomechanics;

/// <summary>Which positions count for the straight pieces of a path that sweeps over several surfaces.</summary>
public enum TangentPoints
{
    /// <summary>Those where the path touches the surfaces in the end.</summary>
    Current,

    /// <summary>
    /// Those where it touched when they were first used, while the pieces over the surfaces are as in the end: what the releases 4.0 to 4.6 of OpenSim compute, to be compared with
    /// their numbers. It may be wrong by centimetres.
    /// </summary>
    FirstUse,
}
