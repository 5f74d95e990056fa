using System.Text.Json;
using System.Text.Json.Nodes;
using Spindle.Plans;

namespace Spindle.Store;

/// <summary>Reads members of an object that may not be what it should be.</summary>
internal static class JsonFields
{
    public static string Text(this JsonNode? json, string name) => json.Member(name).GetValue<string>();

    public static long Whole(this JsonNode? json, string name) => json.Member(name).GetValue<long>();

    public static Digest Digest(this JsonNode json, string name) =>
        json.Text(name) is var hex && Plans.Digest.IsHex(hex) ? new(hex) : throw new FormatException($"'{name}' is not a digest");

    public static JsonNode Member(this JsonNode? json, string name) => json?[name] ?? throw new FormatException($"there is no '{name}'");

    /// <summary>Whether an exception says that some JSON does not have the form that was expected.</summary>
    public static bool IsMisfit(Exception problem) => problem is FormatException or InvalidOperationException or ArgumentException or KeyNotFoundException or JsonException;
}
