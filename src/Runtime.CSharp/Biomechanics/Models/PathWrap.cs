namespace Spindle.Biomechanics.Models;

/// <summary>An object that a path may wrap over.</summary>
/// <param name="Wrap">The object.</param>
/// <param name="Method">How the wrapping plane over an ellipsoid is found.</param>
/// <param name="First">The first of the path's points between which it is looked at, from 0; inactive ones count.</param>
/// <param name="Last">The last of them.</param>
public sealed record PathWrap(WrapObject Wrap, WrapMethod Method, int First, int Last);

/// <summary>How the wrapping plane over an ellipsoid is found.</summary>
public enum WrapMethod
{
    /// <summary>A blend of the two others, by how well the path is aligned with an axis.</summary>
    Hybrid,

    /// <summary>Through the surface point nearest to the middle of the chord.</summary>
    Midpoint,

    /// <summary>Through a surface point beside the chord's crossing of the plane across the best aligned axis.</summary>
    Axial,
}
