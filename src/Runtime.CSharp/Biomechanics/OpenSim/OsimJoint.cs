using Spindle.Biomechanics.Functions;
using Spindle.Biomechanics.Models;

namespace Spindle.Biomechanics.OpenSim;

/// <summary>Reads what moves in a joint: axes and the coordinates that they depend on.</summary>
internal static class OsimJoint
{
    private static readonly Vec3[] Unit = [new(1, 0, 0), new(0, 1, 0), new(0, 0, 1)];

    /// <summary>The axes of a joint, rotations first; <paramref name="coordinates"/> are its coordinates' names, which <paramref name="index"/> gives a place in the model.</summary>
    public static (List<JointAxis> Rotations, List<JointAxis> Translations) Axes(OsimElement joint, IReadOnlyList<string> coordinates, Func<string, int> index)
    {
        if (joint.Tag == "CustomJoint") return Custom(joint, coordinates, index);
        var axes = Simple(joint);
        if (axes.Length != coordinates.Count) throw joint.Contradiction($"{joint} has {coordinates.Count} coordinates, expected {axes.Length}");
        var along = axes.Select((axis, at) => (axis.Turns, Axis: new JointAxis(Unit[axis.Axis], index(coordinates[at]), new Polynomial([1, 0])))).ToList();
        return ([.. along.Where(axis => axis.Turns).Select(axis => axis.Axis)], [.. along.Where(axis => !axis.Turns).Select(axis => axis.Axis)]);
    }

    /// <summary>What a coordinate moves, as its joint says.</summary>
    public static Motion MotionOf(int coordinate, IEnumerable<JointAxis> rotations, IEnumerable<JointAxis> translations)
    {
        bool Drives(JointAxis axis) => axis.Coordinate == coordinate && axis.Function is Polynomial { HasUnitSlope: true };
        return rotations.Any(Drives) ? Motion.Rotational : translations.Any(Drives) ? Motion.Translational : Motion.Coupled;
    }

    private static (bool Turns, int Axis)[] Simple(OsimElement joint) => joint.Tag switch
    {
        "WeldJoint" => [],
        "PinJoint" => [(true, 2)],
        "SliderJoint" => [(false, 0)],
        "UniversalJoint" => [(true, 0), (true, 1)],
        "BallJoint" or "GimbalJoint" => [(true, 0), (true, 1), (true, 2)],
        "PlanarJoint" => [(true, 2), (false, 0), (false, 1)],
        "FreeJoint" => [(true, 0), (true, 1), (true, 2), (false, 0), (false, 1), (false, 2)],
        _ => throw joint.Unsupported($"joints of the type {joint.Tag} are not supported"),
    };

    private static (List<JointAxis>, List<JointAxis>) Custom(OsimElement joint, IReadOnlyList<string> coordinates, Func<string, int> index)
    {
        var transform = joint.Need("SpatialTransform");
        transform.Expect("TransformAxis");
        var (rotations, translations) = (new List<JointAxis>(), new List<JointAxis>());
        foreach (var (place, element) in transform.Children.Index())
        {
            var turns = element.Name.StartsWith("rotation", StringComparison.Ordinal);
            var wanted = $"{(place < 3 ? "rotation" : "translation")}{place % 3 + 1}";
            if (element.Name != wanted) throw element.Contradiction($"the axis '{element.Name}' of {joint}, expected '{wanted}'");
            var axis = Read(element, joint, coordinates, index);
            if (axis.Function is Polynomial { IsConstant: true } constant && constant.Value(0) == 0) continue;
            (turns ? rotations : translations).Add(axis);
        }
        return (rotations, translations);
    }

    private static JointAxis Read(OsimElement element, OsimElement joint, IReadOnlyList<string> coordinates, Func<string, int> index)
    {
        OsimFunctions.Expect(element, ["function"], "coordinates", "axis");
        var names = element.TextOf("coordinates").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        if (names.Length > 1) throw element.Unsupported($"{element} of {joint} depends on {names.Length} coordinates; one at most is supported");
        if (names is [var name] && !coordinates.Contains(name)) throw element.Contradiction($"{element} names '{name}', which is no coordinate of {joint}");
        var coordinate = names.Length == 0 ? -1 : index(names[0]);
        var function = OsimFunctions.Of(element, "function") ?? (coordinate < 0 ? Polynomial.Constant(0) : new Polynomial([1, 0]));
        var axis = element.Vector("axis").Unit;
        return axis == default ? throw element.Contradiction($"the axis of {element} in {joint} has no direction") : new(axis, coordinate, function);
    }
}
