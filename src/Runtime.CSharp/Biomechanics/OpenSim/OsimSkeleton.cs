using System.Globalization;
using Spindle.Biomechanics.Models;

namespace Spindle.Biomechanics.OpenSim;

/// <summary>Reads bodies, joints and coordinates, in the old layout (a joint inside the body that it carries) and the current one (a set of joints).</summary>
internal sealed class OsimSkeleton
{
    private static readonly string[] OfBody =
    [
        "mass", "mass_center", "inertia", "inertia_xx", "inertia_yy", "inertia_zz", "inertia_xy", "inertia_xz", "inertia_yz", "VisibleObject", "attached_geometry",
        "frame_geometry", "FrameGeometry", "Appearance", "components", "Joint", "WrapObjectSet",
    ];

    private readonly List<Link> links = [];
    private readonly List<OsimElement> coordinates = [];
    private readonly Dictionary<string, int> coordinateOf = [];

    private OsimSkeleton()
    {
    }

    /// <summary>The bodies, the ground first and each after the one it hangs on.</summary>
    public required List<Body> Bodies { get; init; }

    /// <summary>The coordinates, not yet coupled.</summary>
    public required List<Coordinate> Coordinates { get; init; }

    /// <summary>The frames by name.</summary>
    public required OsimFrames Frames { get; init; }

    /// <summary>The elements of the bodies, as many and in the order of <see cref="Bodies"/>.</summary>
    public required List<OsimElement> Elements { get; init; }

    /// <summary>The skeleton of a model.</summary>
    public static OsimSkeleton Read(OsimElement model)
    {
        var skeleton = new OsimSkeleton { Bodies = [], Coordinates = [], Frames = new(), Elements = [] };
        if (model.Child("JointSet") is null) skeleton.ReadNested(model);
        else skeleton.ReadSets(model);
        skeleton.Connect(model);
        return skeleton;
    }

    /// <summary>The place of a coordinate that an element names.</summary>
    public int Coordinate(OsimElement element, string name) =>
        coordinateOf.TryGetValue(OsimFrames.Last(name), out var index) ? index : throw element.Contradiction($"{element} names '{name}', which is no coordinate of the model");

    private void ReadNested(OsimElement model)
    {
        var parents = new List<(OsimElement Body, OsimElement Joint)>();
        foreach (var element in model.Objects("BodySet"))
        {
            CheckBody(element);
            if (element.Child("Joint") is { Children: [var joint] }) parents.Add((element, joint));
            else if (element.Name != "ground") throw element.Contradiction($"{element} has no joint");
            else AddGround(element);
        }
        foreach (var (element, joint) in parents)
        {
            joint.Expect(
                "parent_body", "location_in_parent", "orientation_in_parent", "location", "orientation", "CoordinateSet", "reverse", "SpatialTransform", "VisibleObject");
            if (joint.Flag("reverse", false)) throw joint.Need("reverse").Unsupported($"{joint} is reversed");
            var inParent = Placement.Of(SixDigits(joint.Vector("orientation_in_parent", default(Vec3))), SixDigits(joint.Vector("location_in_parent", default(Vec3))));
            var inBody = Placement.Of(SixDigits(joint.Vector("orientation", default(Vec3))), SixDigits(joint.Vector("location", default(Vec3))));
            Add(new(element, joint, joint.TextOf("parent_body"), inParent, inBody), joint.Objects("CoordinateSet"));
        }
    }

    private void ReadSets(OsimElement model)
    {
        AddGround(model.Child("Ground") ?? model.Child("ground") ?? throw model.Contradiction("the model has no <Ground>"));
        var bodies = new Dictionary<string, OsimElement>();
        foreach (var element in model.Objects("BodySet"))
        {
            CheckBody(element);
            if (!bodies.TryAdd(element.Name, element)) throw element.Contradiction($"two bodies have the name '{element.Name}'");
        }
        var carried = new HashSet<string>();
        foreach (var joint in model.Objects("JointSet"))
        {
            joint.Expect("socket_parent_frame", "socket_child_frame", "coordinates", "frames", "SpatialTransform", "components", "VisibleObject");
            if (joint.Child("components") is { Children.Count: > 0 } components) throw components.Unsupported($"components of {joint} are not supported");
            var (parent, inParent) = Offset(joint, joint.TextOf("socket_parent_frame"));
            var (child, inBody) = Offset(joint, joint.TextOf("socket_child_frame"));
            if (!bodies.TryGetValue(child, out var element)) throw joint.Contradiction($"{joint} carries '{child}', which is no body of the model");
            if (!carried.Add(child)) throw joint.Unsupported($"'{child}' is carried by two joints");
            Add(new(element, joint, parent, inParent, inBody), joint.Child("coordinates")?.Children ?? []);
        }
        foreach (var (name, element) in bodies.Where(body => !carried.Contains(body.Key))) throw element.Contradiction($"no joint carries '{name}'");
    }

    // The body that a joint's frame rests on by name, through the offsets that the joint declares itself.
    private static (string Body, Placement Place) Offset(OsimElement joint, string path)
    {
        var place = Placement.None;
        var own = joint.Child("frames")?.Children ?? [];
        for (var depth = 0; depth <= own.Count; depth++)
        {
            var name = OsimFrames.Last(path);
            if (own.Find(frame => frame.Name == name) is not { } frame) return (name, place);
            place = Placement.Of(frame.Vector("orientation", default(Vec3)), frame.Vector("translation", default(Vec3))) * place;
            path = frame.TextOf("socket_parent");
        }
        throw joint.Contradiction($"the frames of {joint} rest on each other in a circle");
    }

    private void AddGround(OsimElement element)
    {
        if (Bodies.Count > 0) throw element.Contradiction("there are two grounds");
        Bodies.Add(new("ground", -1, Placement.None, Placement.None, [], []));
        Elements.Add(element);
        Frames.Add(element, "ground", 0);
    }

    private void Add(Link link, IReadOnlyList<OsimElement> own)
    {
        links.Add(link with { Coordinates = [.. own.Select(coordinate => coordinate.Name)] });
        foreach (var coordinate in own)
        {
            coordinate.Expect(
                "motion_type", "default_value", "default_speed_value", "initial_value", "range", "clamped", "locked", "prescribed_function", "prescribed",
                "is_free_to_satisfy_constraints", "components");
            if (!coordinateOf.TryAdd(coordinate.Name, coordinates.Count)) throw coordinate.Contradiction($"two coordinates have the name '{coordinate.Name}'");
            coordinates.Add(coordinate);
        }
    }

    // Each body after the one it hangs on; bodies that hang on none of the known ones remain in the end.
    private void Connect(OsimElement model)
    {
        if (Bodies.Count == 0) throw model.Contradiction("the model has no ground");
        var motions = new Motion[coordinates.Count];
        var waiting = links;
        while (waiting.Count > 0)
        {
            var later = new List<Link>();
            foreach (var link in waiting)
            {
                var parent = Bodies.FindIndex(body => body.Name == link.Parent);
                if (parent < 0)
                {
                    later.Add(link);
                    continue;
                }
                var (rotations, translations) = OsimJoint.Axes(link.Joint, link.Coordinates, name => coordinateOf[name]);
                foreach (var name in link.Coordinates) motions[coordinateOf[name]] = OsimJoint.MotionOf(coordinateOf[name], rotations, translations);
                Frames.Add(link.Element, link.Element.Name, Bodies.Count);
                Bodies.Add(new(link.Element.Name, parent, link.InParent, link.InBody, rotations, translations));
                Elements.Add(link.Element);
            }
            if (later.Count == waiting.Count) throw later[0].Joint.Contradiction($"'{later[0].Element.Name}' hangs on '{later[0].Parent}', which does not hang on the ground");
            waiting = later;
        }
        foreach (var element in Elements.Where(element => element.Child("components") is not null)) Frames.AddOffsets(element.Need("components").Children, $"/bodyset/{element.Name}", element.Name);
        foreach (var link in links) Frames.AddOffsets(link.Joint.Child("frames")?.Children ?? [], $"/jointset/{link.Joint.Name}", "");
        Coordinates.AddRange(coordinates.Select((element, at) => Read(element, motions[at])));
    }

    private static Coordinate Read(OsimElement element, Motion motion)
    {
        var (lowest, highest) = element.Child("range") is null ? (double.NegativeInfinity, double.PositiveInfinity) : element.Pair("range");
        if (lowest > highest) throw element.Contradiction($"the range of {element} ends before it begins");
        return new(element.Name, element.Number("default_value", 0), lowest, highest, motion, element.Flag("locked", false), null);
    }

    private static void CheckBody(OsimElement element)
    {
        if (element.Tag != "Body") throw element.Unsupported($"{element} among the bodies is not known");
        element.Expect(OfBody);
    }

    // OpenSim 4 passes the frames of old joints through text of six digits.
    private static Vec3 SixDigits(Vec3 v) => new(SixDigits(v.X), SixDigits(v.Y), SixDigits(v.Z));

    private static double SixDigits(double value) => double.Parse(value.ToString("G6", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);

    private sealed record Link(OsimElement Element, OsimElement Joint, string Parent, Placement InParent, Placement InBody)
    {
        public IReadOnlyList<string> Coordinates { get; init; } = [];
    }
}
