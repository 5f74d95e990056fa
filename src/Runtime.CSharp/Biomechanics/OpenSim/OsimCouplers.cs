using Spindle.Biomechanics.Models;

namespace Spindle.Biomechanics.OpenSim;

/// <summary>Reads the constraints of a model: couplers of one coordinate to another. Other constraints would move bodies in ways that are not computed here.</summary>
internal static class OsimCouplers
{
    private const string Function = "coupled_coordinates_function";

    /// <summary>Couples the coordinates of a skeleton.</summary>
    public static void Read(OsimElement model, OsimSkeleton skeleton)
    {
        foreach (var element in model.Objects("ConstraintSet"))
        {
            if (element.Flag("isDisabled", false) || !element.Flag("isEnforced", true)) continue;
            if (element.Tag != "CoordinateCouplerConstraint") throw element.Unsupported($"constraints of the type {element.Tag} are not supported");
            OsimFunctions.Expect(
                element, [Function], "isDisabled", "isEnforced", "independent_coordinate_names", "dependent_coordinate_name", "scale_factor", "components");
            var names = element.TextOf("independent_coordinate_names").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
            if (names is not [var independent]) throw element.Unsupported($"{element} follows {names.Length} coordinates; one is supported");
            var function = OsimFunctions.Of(element, Function) ?? throw element.Contradiction($"{element} has no function");
            var index = skeleton.Coordinate(element, element.TextOf("dependent_coordinate_name"));
            if (skeleton.Coordinates[index].Coupling is not null) throw element.Contradiction($"'{skeleton.Coordinates[index].Name}' follows two coordinates");
            var coupling = new Coupling(skeleton.Coordinate(element, independent), function, element.Number("scale_factor", 1));
            skeleton.Coordinates[index] = skeleton.Coordinates[index] with { Coupling = coupling };
        }
        try
        {
            CouplingOrder.Of(skeleton.Coordinates);
        }
        catch (ArgumentException)
        {
            throw model.Need("ConstraintSet").Contradiction("coordinates follow each other in a circle");
        }
    }
}
