using Spindle.Biomechanics.Models;

namespace Spindle.Biomechanics.Paths;

/// <summary>The shape of a wrap object, in the object's frame.</summary>
public abstract class WrapSurface
{
    /// <summary>Whether and how a straight piece of a path wraps over the surface.</summary>
    /// <param name="p1">One end, in the object's frame.</param>
    /// <param name="p2">The other end.</param>
    /// <param name="method">How the wrapping plane over an ellipsoid is found.</param>
    /// <param name="amongSeveral">Whether the path has several objects: then a path along a cylinder's axis is made tangent.</param>
    /// <param name="contact">Where it touches; meaningful where the answer says that it wraps.</param>
    public abstract WrapAnswer Wrap(Vec3 p1, Vec3 p2, WrapMethod method, bool amongSeveral, out WrapContact contact);
}

/// <summary>Whether a straight piece of a path wraps.</summary>
public enum WrapAnswer
{
    /// <summary>It does not.</summary>
    No,

    /// <summary>It does not, since an end lies inside.</summary>
    Inside,

    /// <summary>It may; the piece that changes the length least is taken.</summary>
    Optional,

    /// <summary>It must.</summary>
    Mandatory,
}

/// <summary>Where a wrapping path touches: the two points at which it reaches and leaves the surface, and the length between them.</summary>
public readonly record struct WrapContact(Vec3 T1, Vec3 T2, double Length);

/// <summary>The half of a surface on which paths run: those points whose coordinate along an axis has a sign. Without an axis both halves.</summary>
/// <param name="Axis">0, 1 or 2; −1 for none.</param>
/// <param name="Sign">1 or −1.</param>
public readonly record struct WrapSide(int Axis, int Sign)
{
    /// <summary>Both halves.</summary>
    public static WrapSide Both { get; } = new(-1, 0);

    /// <summary>Whether it is one half only.</summary>
    public bool IsHalf => Axis >= 0;

    /// <summary>Whether a point is on the half; zero counts as positive.</summary>
    public bool Has(Vec3 point) => SignOf(point) == Sign;

    /// <summary>The sign of a point's coordinate along the axis.</summary>
    public int SignOf(Vec3 point) => point[Axis] >= 0 ? 1 : -1;
}
