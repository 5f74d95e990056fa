namespace Spindle.Biomechanics.OpenSim;

/// <summary>
/// What the bodies of a model file and the frames that are fixed to them are called. A name may be a path, of which the last part counts; frames that share it are told apart by
/// their whole paths.
/// </summary>
internal sealed class OsimFrames
{
    private readonly Dictionary<string, List<Frame>> frames = [];

    /// <summary>The last part of a path, as <c>humerus</c> of <c>/bodyset/humerus</c>.</summary>
    public static string Last(string path) => path[(path.LastIndexOf('/') + 1)..];

    /// <summary>Adds a body.</summary>
    public void Add(OsimElement element, string name, int body)
    {
        if (name == "") throw element.Contradiction("a body has no name");
        if (frames.ContainsKey(name)) throw element.Contradiction($"two bodies have the name '{name}'");
        frames.Add(name, [new(element, $"/bodyset/{name}", body, "")]);
    }

    /// <summary>Adds the frames of offsets among some elements, which may rest on each other.</summary>
    /// <param name="elements">The elements.</param>
    /// <param name="path">The path of what they are in.</param>
    /// <param name="owner">The frame that they are in, for a parent of <c>..</c>; empty for none.</param>
    public void AddOffsets(IEnumerable<OsimElement> elements, string path, string owner)
    {
        foreach (var element in elements)
        {
            if (element.Tag != "PhysicalOffsetFrame") throw element.Unsupported($"{element} is not known, and it may change the geometry");
            element.Expect("socket_parent", "translation", "orientation", "FrameGeometry", "attached_geometry", "frame_geometry", "WrapObjectSet", "components");
            if (element.Objects("WrapObjectSet").Count > 0) throw element.Unsupported($"{element} carries wrap objects, expected them on a body");
            if (element.Child("components") is { Children.Count: > 0 } nested) throw nested.Unsupported($"components of {element} are not supported");
            if (!frames.TryGetValue(element.Name, out var same)) frames.Add(element.Name, same = []);
            same.Add(new(element, $"{path}/{element.Name}", -1, Parent(element, owner)));
        }
    }

    /// <summary>The body that a frame is fixed to, and where it stands there.</summary>
    /// <param name="element">What names it.</param>
    /// <param name="name">The name or the path.</param>
    public (int Body, Placement Place) Find(OsimElement element, string name)
    {
        var place = Placement.None;
        var passed = new HashSet<Frame>();
        while (true)
        {
            var frame = Named(element, name);
            if (frame.Body >= 0) return (frame.Body, place);
            if (!passed.Add(frame)) throw element.Contradiction($"{element} rests on itself");
            element = frame.Element;
            place = Placement.Of(element.Vector("orientation", default(Vec3)), element.Vector("translation", default(Vec3))) * place;
            name = frame.Parent;
        }
    }

    /// <summary>The frame that an element names by one of two tags, in the old and the current layout.</summary>
    public (int Body, Placement Place) Of(OsimElement element, string tag, string socket)
    {
        var name = element.TextOf(socket);
        if (name == "") name = element.TextOf(tag);
        return name == "" ? throw element.Contradiction($"{element} names no body") : Find(element, name);
    }

    private Frame Named(OsimElement element, string name)
    {
        if (!frames.TryGetValue(Last(name), out var same)) throw element.Contradiction($"{element} names '{name}', which is no body or frame of the model");
        if (same is [var only]) return only;
        return same.FindAll(frame => frame.Path == name) is [var meant]
            ? meant
            : throw element.Contradiction($"{element} names '{name}', which may be that of line {same[0].Element.Line} or of line {same[1].Element.Line}");
    }

    private static string Parent(OsimElement element, string owner) => element.TextOf("socket_parent") switch
    {
        ".." when owner != "" => owner,
        "" => throw element.Contradiction($"{element} names no parent"),
        var named => named,
    };

    // A body, or what stands at an offset from its parent.
    private sealed record Frame(OsimElement Element, string Path, int Body, string Parent);
}
