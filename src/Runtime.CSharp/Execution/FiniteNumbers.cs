using System.Text.Json.Nodes;

namespace Spindle.Execution;

/// <summary>Looks for numbers that JSON cannot hold.</summary>
internal static class FiniteNumbers
{
    /// <summary>The path of the first number that is not finite, as <c>fit.error</c>; null where there is none.</summary>
    public static string? FirstOther(JsonObject record)
    {
        var open = new Stack<(string Path, JsonNode? Node)>();
        open.Push(("", record));
        while (open.TryPop(out var item))
        {
            switch (item.Node)
            {
                case JsonObject map:
                    foreach (var (name, value) in map.Reverse()) open.Push((item.Path.Length == 0 ? name : $"{item.Path}.{name}", value));
                    break;
                case JsonArray list:
                    for (var i = list.Count - 1; i >= 0; i--) open.Push(($"{item.Path}[{i}]", list[i]));
                    break;
                case JsonValue value when IsOther(value):
                    return item.Path;
            }
        }
        return null;
    }

    private static bool IsOther(JsonValue value) =>
        (value.TryGetValue<double>(out var number) && !double.IsFinite(number)) || (value.TryGetValue<float>(out var single) && !float.IsFinite(single));
}
