using Spindle.Biomechanics.Functions;
using Spindle.Biomechanics.Models;

namespace Spindle.Biomechanics.OpenSim;

/// <summary>Reads whatever pulls along a path.</summary>
internal sealed class OsimMuscles(OsimSkeleton skeleton, OsimWraps wraps)
{
    private static readonly string[] OfPoint = ["location", "body", "socket_parent_frame", "VisibleObject", "Appearance", "display", "components"];

    /// <summary>The muscles of a model, in the order of the file; forces without a path do not change the geometry.</summary>
    public List<Muscle> Read(OsimElement model)
    {
        var muscles = new List<Muscle>();
        var names = new HashSet<string>();
        foreach (var force in model.Objects("ForceSet"))
        {
            if (PathOf(force) is not { } path)
            {
                if (force.Tag.Contains("Muscle", StringComparison.Ordinal)) throw force.Contradiction($"{force} has no path");
                continue;
            }
            if (force.Name == "") throw force.Contradiction($"{force} has no name");
            if (!names.Add(force.Name)) throw force.Contradiction($"two muscles have the name '{force.Name}'");
            path.Expect("PathPointSet", "PathWrapSet", "VisibleObject", "Appearance", "default_color", "components");
            var points = path.Objects("PathPointSet").Select(Point).ToList();
            if (points.Count < 2) throw path.Contradiction($"the path of {force} has {points.Count} points, expected at least two");
            muscles.Add(new(force.Name, points, [.. path.Objects("PathWrapSet").Select(wrap => Wrap(wrap, points.Count))], FibresOf(force)));
        }
        return muscles;
    }

    private static OsimElement? PathOf(OsimElement force)
    {
        var paths = force.Children.Concat(force.Child("path")?.Children ?? []).Where(child => child.Tag.EndsWith("Path", StringComparison.Ordinal)).ToList();
        foreach (var path in paths.Where(path => path.Tag != "GeometryPath")) throw path.Unsupported($"the path {path} of {force} is not supported");
        return paths.Count > 1 ? throw force.Contradiction($"{force} has two paths") : paths.FirstOrDefault();
    }

    private PathPoint Point(OsimElement element)
    {
        switch (element.Tag)
        {
            case "PathPoint":
                Expect(element);
                return Fixed(element);
            case "ConditionalPathPoint":
                Expect(element, "range", "coordinate", "socket_coordinate");
                var (lowest, highest) = element.Pair("range");
                var coordinate = skeleton.Coordinate(element, Either(element, "socket_coordinate", "coordinate"));
                return Fixed(element) with { Condition = new(coordinate, lowest, highest) };
            case "MovingPathPoint":
                OsimFunctions.Expect(
                    element, ["x_location", "y_location", "z_location"], [.. OfPoint, "x_coordinate", "y_coordinate", "z_coordinate", "socket_x_coordinate", "socket_y_coordinate",
                    "socket_z_coordinate"]);
                var (body, place) = skeleton.Frames.Of(element, "body", "socket_parent_frame");
                if (place != Placement.None) throw element.Unsupported($"{element} moves in a frame that is not a body's own");
                return new(body, default, null, new(Component(element, "x"), Component(element, "y"), Component(element, "z")));
            default:
                throw element.Unsupported($"path points of the type {element.Tag} are not supported");
        }
    }

    private static void Expect(OsimElement element, params string[] more) =>
        element.Expect([.. more, .. OfPoint]);

    private PathPoint Fixed(OsimElement element)
    {
        var (body, place) = skeleton.Frames.Of(element, "body", "socket_parent_frame");
        return new(body, place * element.Vector("location"), null, null);
    }

    private MovingComponent Component(OsimElement element, string axis)
    {
        var function = OsimFunctions.Of(element, $"{axis}_location") ?? throw element.Contradiction($"{element} has no <{axis}_location>");
        var name = Either(element, $"socket_{axis}_coordinate", $"{axis}_coordinate");
        if (name != "") return new(skeleton.Coordinate(element, name), function);
        return function is Polynomial { IsConstant: true } ? new(-1, function) : throw element.Contradiction($"{element} names no <{axis}_coordinate>");
    }

    private PathWrap Wrap(OsimElement element, int points)
    {
        if (element.Tag != "PathWrap") throw element.Unsupported($"{element} among a path's wraps is not known");
        element.Expect("wrap_object", "method", "range", "components");
        var method = element.TextOf("method").ToUpperInvariant() switch
        {
            "" or "HYBRID" or "UNASSIGNED" => WrapMethod.Hybrid,
            "MIDPOINT" => WrapMethod.Midpoint,
            "AXIAL" => WrapMethod.Axial,
            _ => throw element.Need("method").Contradiction($"the method '{element.TextOf("method")}', expected hybrid, midpoint or axial"),
        };
        var (first, last) = element.Child("range") is null ? (-1, -1) : element.Pair("range");
        if (first != (int)first || last != (int)last) throw element.Contradiction($"the range of {element} is {first} {last}, expected whole numbers");
        if (first > last && last >= 1) throw element.Contradiction($"the range of {element} ends before it begins");
        if (first > points || last > points) throw element.Contradiction($"the range of {element} goes beyond the path's {points} points");
        return new(wraps.Find(element, element.TextOf("wrap_object")), method, first < 1 ? 0 : (int)first - 1, last < 1 ? points - 1 : (int)last - 1);
    }

    private static Fibres? FibresOf(OsimElement force)
    {
        if (Curve(force, "active_force_length_curve") is not { } active || Curve(force, "tendon_force_length_curve") is not { } tendon) return null;
        return new(
            force.Number("max_isometric_force"), force.Number("optimal_fiber_length"), force.Number("tendon_slack_length"), force.Number("pennation_angle_at_optimal", 0),
            active, Curve(force, "passive_force_length_curve"), tendon);
    }

    private static ScalarFunction? Curve(OsimElement force, string name) => OsimFunctions.Of(force, name);

    private static string Either(OsimElement element, string first, string second) => element.TextOf(first) is { Length: > 0 } named ? named : element.TextOf(second);
}
