using System.Text.Json.Nodes;

namespace Spindle.Plans;

/// <summary>One value that differs between two key texts.</summary>
/// <param name="Path">Where it stands, as <c>parameters.training.parameters.learning_rate</c>.</param>
/// <param name="Before">Its canonical JSON in the first text; null where it is absent.</param>
/// <param name="After">Its canonical JSON in the second text; null where it is absent.</param>
public sealed record KeyChange(string Path, string? Before, string? After)
{
    /// <summary>The name of the input whose content changed; null where it is no input.</summary>
    public string? Input => Path.StartsWith("inputs.", StringComparison.Ordinal) ? Path["inputs.".Length..] : null;

    /// <summary>Whether it is the version of the operation or of a kind that changed.</summary>
    public bool IsVersion => Path == "version" || Path.EndsWith(".version", StringComparison.Ordinal);
}

/// <summary>Explains a key by what sets it apart from another. Two different texts always differ in some value.</summary>
public static class KeyDifference
{
    /// <summary>Every value that differs, in the order of their paths.</summary>
    public static IReadOnlyList<KeyChange> Between(string before, string after)
    {
        var first = Leaves(before);
        var second = Leaves(after);
        return
        [
            .. first.Keys.Union(second.Keys)
                .Order(StringComparer.Ordinal)
                .Select(path => new KeyChange(path, first.GetValueOrDefault(path), second.GetValueOrDefault(path)))
                .Where(change => change.Before != change.After),
        ];
    }

    /// <summary>How many values two key texts share: the measure by which the nearest earlier key is found.</summary>
    public static int Agreement(string first, string second)
    {
        var leaves = Leaves(second);
        return Leaves(first).Count(leaf => leaves.TryGetValue(leaf.Key, out var value) && value == leaf.Value);
    }

    /// <summary>The scalars of a JSON text by path; empty maps and lists count as scalars.</summary>
    internal static Dictionary<string, string> Leaves(string text)
    {
        var leaves = new Dictionary<string, string>();
        var open = new Stack<(string Path, JsonNode? Node)>();
        open.Push(("", JsonNode.Parse(text)));
        while (open.TryPop(out var next))
        {
            switch (next.Node)
            {
                case JsonObject { Count: > 0 } map:
                    foreach (var (name, value) in map) open.Push((next.Path.Length == 0 ? name : $"{next.Path}.{name}", value));
                    break;
                case JsonArray { Count: > 0 } list:
                    for (var i = 0; i < list.Count; i++) open.Push(($"{next.Path}[{i}]", list[i]));
                    break;
                default:
                    leaves[next.Path] = CanonicalJson.Write(next.Node);
                    break;
            }
        }
        return leaves;
    }
}
