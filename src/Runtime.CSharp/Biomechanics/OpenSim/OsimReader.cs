using System.Globalization;
using Spindle.Biomechanics.Models;
using Spindle.Contracts;

namespace Spindle.Biomechanics.OpenSim;

/// <summary>
/// Reads OpenSim model files of the layouts 30000 and 4xxxx. What would change the geometry and is not known is an error with its line; what is drawn, weighed or
/// controlled is not looked at.
/// </summary>
public static class OsimReader
{
    private static readonly string[] OfModel =
    [
        "defaults", "credits", "publications", "length_units", "force_units", "gravity", "assembly_accuracy", "ground", "Ground", "BodySet", "JointSet", "ConstraintSet",
        "ForceSet", "MarkerSet", "ContactGeometrySet", "ControllerSet", "ProbeSet", "ComponentSet", "components", "ModelVisualPreferences", "ModelVisualizer", "notes",
    ];

    /// <summary>Reads a model.</summary>
    /// <exception cref="SpindleException">The file is malformed, contradicts itself or holds what is not supported; the message names the line.</exception>
    public static MusculoskeletalModel Read(Stream stream, CancellationToken cancellation)
    {
        var document = OsimXml.Read(stream, cancellation);
        var model = ModelOf(document);
        model.Expect(OfModel);
        var units = model.TextOf("length_units");
        if (units is not ("" or "meters" or "m")) throw model.Need("length_units").Unsupported($"lengths in '{units}', expected meters");
        foreach (var component in model.Objects("ComponentSet").Concat(model.Child("components")?.Children ?? []))
            throw component.Unsupported($"{component} among the model's components is not known, and it may change the geometry");
        var skeleton = OsimSkeleton.Read(model);
        OsimCouplers.Read(model, skeleton);
        var wraps = new OsimWraps(skeleton);
        var muscles = new OsimMuscles(skeleton, wraps).Read(model);
        return new(model.Name, skeleton.Coordinates, skeleton.Bodies, Markers(model, skeleton), wraps.Used, muscles);
    }

    private static OsimElement ModelOf(OsimElement document)
    {
        if (document.Tag != "OpenSimDocument") throw Malformed(document, $"the root is {document}, expected <OpenSimDocument>");
        if (!int.TryParse(document.Version, NumberStyles.None, CultureInfo.InvariantCulture, out var version))
            throw Malformed(document, $"the document's version is '{document.Version}', expected a number such as 40000");
        if (version is < 30000 or >= 50000) throw document.Unsupported($"the document's version is {version}, expected 30000 to 49999");
        return document.Child("Model") ?? throw Malformed(document, "the document holds no <Model>");
    }

    private static List<Marker> Markers(OsimElement model, OsimSkeleton skeleton)
    {
        var markers = new List<Marker>();
        foreach (var element in model.Objects("MarkerSet"))
        {
            element.Expect("body", "socket_parent_frame", "location", "fixed", "VisibleObject", "Appearance", "components");
            var (body, place) = skeleton.Frames.Of(element, "body", "socket_parent_frame");
            if (markers.Exists(marker => marker.Name == element.Name)) throw element.Contradiction($"two markers have the name '{element.Name}'");
            markers.Add(new(element.Name, body, place * element.Vector("location")));
        }
        return markers;
    }

    private static SpindleException Malformed(OsimElement element, string message) => new(DiagnosticCodes.MalformedModel, $"line {element.Line}: {message}");
}
