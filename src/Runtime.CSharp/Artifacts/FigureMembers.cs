using System.Text.Json.Nodes;

namespace Spindle.Artifacts;

/// <summary>Members of a figure's JSON: read with a word on what is missing; numbers that are not finite are null.</summary>
internal static class FigureMembers
{
    /// <summary>A member that must be there.</summary>
    public static JsonNode Member(this JsonObject json, string name) => json[name] ?? throw new FormatException($"not a figure: '{name}' is missing");

    /// <summary>A text.</summary>
    public static string Text(this JsonObject json, string name) => json.Member(name).GetValue<string>();

    /// <summary>A whole number.</summary>
    public static int Whole(this JsonObject json, string name) => json.Member(name).GetValue<int>();

    /// <summary>A number, NaN where it is null.</summary>
    public static double Number(this JsonObject json, string name) => json[name]?.GetValue<double>() ?? double.NaN;

    /// <summary>One of some names, as <c>green</c>; the first of them where nothing is written.</summary>
    public static T Choice<T>(this JsonObject json, string name) where T : struct, Enum
    {
        if (json[name] is not { } written) return default;
        foreach (var value in Enum.GetValues<T>()) if (Word(value) == written.GetValue<string>()) return value;
        throw new FormatException($"not a figure: '{name}' cannot be '{written}'");
    }

    /// <summary>Writes one of some names, unless it is the first.</summary>
    public static void Choose<T>(this JsonObject json, string name, T value) where T : struct, Enum
    {
        if (!value.Equals(default(T))) json[name] = Word(value);
    }

    /// <summary>A list of objects.</summary>
    public static IEnumerable<JsonObject> Objects(this JsonObject json, string name) => json.Member(name).AsArray()
        .Select(item => item as JsonObject ?? throw new FormatException($"not a figure: '{name}' holds something else than objects"));

    /// <summary>A list of numbers.</summary>
    public static double[] Numbers(this JsonObject json, string name) =>
        [.. json.Member(name).AsArray().Select(value => value?.GetValue<double>() ?? double.NaN)];

    /// <summary>A list of numbers that may be missing.</summary>
    public static double[]? NumbersOrNull(this JsonObject json, string name) => json.ContainsKey(name) ? json.Numbers(name) : null;

    /// <summary>Numbers as a list.</summary>
    public static JsonArray List(double[] values) => new([.. values.Select(Node)]);

    /// <summary>A number, or null where it is not finite.</summary>
    public static JsonNode? Node(double value) => double.IsFinite(value) ? JsonValue.Create(value) : null;

    private static string Word<T>(T value) where T : struct, Enum => value.ToString().ToLowerInvariant();
}
