using Spindle.Biomechanics.Models;
using Spindle.Biomechanics.Paths;

namespace Spindle.Biomechanics.OpenSim;

/// <summary>Reads the wrap objects that paths name; those that none names are not looked at.</summary>
internal sealed class OsimWraps
{
    private readonly Dictionary<string, (OsimElement Element, int Body)> declared = [];
    private readonly Dictionary<string, WrapObject> used = [];
    private readonly HashSet<string> ambiguous = [];

    /// <summary>The wrap objects of a skeleton's bodies.</summary>
    public OsimWraps(OsimSkeleton skeleton)
    {
        foreach (var (body, owner) in skeleton.Elements.Index())
        {
            foreach (var element in owner.Objects("WrapObjectSet"))
            {
                if (!declared.TryAdd(element.Name, (element, body))) ambiguous.Add(element.Name);
            }
        }
    }

    /// <summary>Those that paths have named so far.</summary>
    public IReadOnlyList<WrapObject> Used => [.. used.Values.OrderBy(wrap => wrap.Index)];

    /// <summary>The one that an element names.</summary>
    public WrapObject Find(OsimElement element, string path)
    {
        var name = OsimFrames.Last(path);
        if (used.TryGetValue(name, out var known)) return known;
        if (!declared.TryGetValue(name, out var found)) throw element.Contradiction($"{element} names '{path}', which is no wrap object of the model");
        if (ambiguous.Contains(name)) throw element.Contradiction($"{element} names '{path}', and two wrap objects have that name");
        var (wrap, body) = found;
        var place = Placement.Of(wrap.Vector("xyz_body_rotation", default(Vec3)), wrap.Vector("translation", default(Vec3)));
        return used[name] = new(used.Count, name, body, place, Surface(wrap), wrap.Flag("active", true));
    }

    private static WrapSurface Surface(OsimElement element)
    {
        element.Expect(
            "xyz_body_rotation", "translation", "active", "quadrant", "VisibleObject", "display_preference", "color", "Appearance", "radius", "length", "dimensions",
            "inner_radius", "outer_radius");
        var side = Side(element);
        switch (element.Tag)
        {
            case "WrapCylinder":
                return new CylinderSurface(Size(element, "radius"), Size(element, "length"), side);
            case "WrapSphere":
                return new SphereSurface(Size(element, "radius"), side);
            case "WrapEllipsoid":
                var axes = element.Vector("dimensions");
                return axes is { X: > 0, Y: > 0, Z: > 0 } ? new EllipsoidSurface(axes, side) : throw element.Contradiction($"a semi-axis of {element} is not above zero");
            case "WrapTorus":
                var (inner, outer) = (Size(element, "inner_radius"), Size(element, "outer_radius"));
                return inner < outer ? new TorusSurface(inner, outer, side) : throw element.Contradiction($"the inner radius of {element} is not below the outer one");
            default:
                throw element.Unsupported($"wrap objects of the type {element.Tag} are not supported");
        }
    }

    private static double Size(OsimElement element, string tag) =>
        element.Number(tag) is >= 0 and var size ? size : throw element.Contradiction($"<{tag}> of {element} is negative");

    private static WrapSide Side(OsimElement element) => element.TextOf("quadrant").ToUpperInvariant() switch
    {
        "" or "ALL" => WrapSide.Both,
        "X" or "+X" => new(0, 1),
        "-X" => new(0, -1),
        "Y" or "+Y" => new(1, 1),
        "-Y" => new(1, -1),
        "Z" or "+Z" => new(2, 1),
        "-Z" => new(2, -1),
        _ => throw element.Need("quadrant").Contradiction($"<quadrant> of {element} is '{element.TextOf("quadrant")}', expected all or an axis with or without a sign"),
    };
}
