using System.Text.Json.Nodes;
using Spindle.Catalog;
using Spindle.Contracts;

namespace Spindle.Plans;

/// <summary>Reads a step's parameters back from plain data, as an operation asks for them.</summary>
public static class StepParameters
{
    /// <summary>The parameter of a name.</summary>
    /// <typeparam name="T">A spec type, <c>long</c>, <c>double</c>, <c>string</c> or <c>bool</c>.</typeparam>
    /// <exception cref="KeyNotFoundException">The step has no such parameter.</exception>
    public static T Read<T>(KindCatalog catalog, JsonObject parameters, string name)
    {
        var node = parameters[name] ?? throw new KeyNotFoundException($"the step has no parameter '{name}'");
        return node is JsonObject spec ? (T)(object)Spec(catalog, spec, typeof(T)) : (T)Scalar(typeof(T), node);
    }

    /// <summary>The random stream of a name for a step's seeds.</summary>
    /// <exception cref="InvalidOperationException">The operation did not say that it draws random numbers.</exception>
    public static RandomStream Random(JsonObject parameters, string stream)
    {
        var seeds = parameters["random"]?.AsObject() ?? throw new InvalidOperationException("the operation is not registered with Random = true");
        return RandomStream.Derive(Seed(seeds["experiment"])!.Value, Seed(seeds["member"]), stream);
    }

    private static long? Seed(JsonNode? node) => node is null ? null : long.Parse(node.GetValue<string>(), System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>A spec by its kind; kinds of two sections may share a name, so the type that is wanted decides.</summary>
    private static Spec Spec(KindCatalog catalog, JsonObject json, Type wanted)
    {
        var name = json["kind"]!.GetValue<string>();
        var kind = catalog.Kinds.FirstOrDefault(kind => kind.Name == name && kind.SpecType.IsAssignableTo(wanted))
            ?? throw new KeyNotFoundException($"there is no kind '{name}' of type {wanted}");
        return SpecJson.Read(kind, json["parameters"]!.AsObject());
    }

    private static object Scalar(Type type, JsonNode node) =>
        type == typeof(long) ? (node.AsValue().TryGetValue<long>(out var whole) ? whole : (long)node.GetValue<double>())
        : type == typeof(double) ? (node.AsValue().TryGetValue<double>(out var number) ? number : node.GetValue<long>())
        : type == typeof(string) ? node.GetValue<string>()
        : type == typeof(bool) ? node.GetValue<bool>()
        : throw new InvalidOperationException($"a parameter cannot be read as {type}");
}
