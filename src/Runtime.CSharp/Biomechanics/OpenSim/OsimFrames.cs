namespace Spindle.Biomechanics.OpenSim;

/// <summary>What the bodies of a model file and the frames that are fixed to them are called. A name may be a path; its last part counts.</summary>
internal sealed class OsimFrames
{
    private readonly Dictionary<string, (int Body, Placement Place)> frames = [];

    /// <summary>The last part of a path, as <c>humerus</c> of <c>/bodyset/humerus</c>.</summary>
    public static string Last(string path) => path[(path.LastIndexOf('/') + 1)..];

    /// <summary>Adds a body.</summary>
    public void Add(OsimElement element, string name, int body)
    {
        if (name == "") throw element.Contradiction("a body has no name");
        if (!frames.TryAdd(name, (body, Placement.None))) throw element.Contradiction($"two bodies or frames have the name '{name}'");
    }

    /// <summary>Adds the frames of offsets among some elements, which may rest on each other.</summary>
    /// <param name="elements">The elements.</param>
    /// <param name="owner">The frame that they are in, for a parent of <c>..</c>; empty for none.</param>
    public void AddOffsets(IEnumerable<OsimElement> elements, string owner)
    {
        foreach (var element in elements)
        {
            if (element.Tag != "PhysicalOffsetFrame") throw element.Unsupported($"{element} is not known, and it may change the geometry");
            element.Expect("socket_parent", "translation", "orientation", "FrameGeometry", "attached_geometry", "frame_geometry", "WrapObjectSet", "components");
            if (element.Objects("WrapObjectSet").Count > 0) throw element.Unsupported($"{element} carries wrap objects, expected them on a body");
            if (element.Child("components") is { Children.Count: > 0 } nested) throw nested.Unsupported($"components of {element} are not supported");
            var (body, place) = Find(element, Parent(element, owner));
            frames[element.Name] = (body, place * Placement.Of(element.Vector("orientation", default(Vec3)), element.Vector("translation", default(Vec3))));
        }
    }

    /// <summary>The body that a frame is fixed to, and where it stands there.</summary>
    /// <param name="element">What names it.</param>
    /// <param name="name">The name or the path.</param>
    public (int Body, Placement Place) Find(OsimElement element, string name) =>
        frames.TryGetValue(Last(name), out var frame) ? frame : throw element.Contradiction($"{element} names '{name}', which is no body or frame of the model");

    /// <summary>The frame that an element names by one of two tags, in the old and the current layout.</summary>
    public (int Body, Placement Place) Of(OsimElement element, string tag, string socket)
    {
        var name = element.TextOf(socket);
        if (name == "") name = element.TextOf(tag);
        return name == "" ? throw element.Contradiction($"{element} names no body") : Find(element, name);
    }

    private static string Parent(OsimElement element, string owner) => element.TextOf("socket_parent") switch
    {
        ".." when owner != "" => owner,
        "" => throw element.Contradiction($"{element} names no parent"),
        var named => named,
    };
}
