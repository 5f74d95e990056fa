using System.Text.Json;
using System.Text.Json.Nodes;

namespace Spindle.Plans;

/// <summary>Explains a key by what sets it apart from another. Two different texts always differ in some value.</summary>
public static class KeyDifference
{
    /// <summary>Every value that differs, in the order of their paths.</summary>
    public static IReadOnlyList<KeyChange> Between(string before, string after)
    {
        if (before == after) return [];
        var first = Leaves(before);
        var second = Leaves(after);
        return
        [
            .. first.Keys.Union(second.Keys)
                .Select(path => new KeyChange(path, first.GetValueOrDefault(path), second.GetValueOrDefault(path)))
                .Where(change => change.Before != change.After)
                .OrderBy(change => change.Path, StringComparer.Ordinal),
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
        var open = new Stack<(string Path, JsonElement Value)>();
        using var document = JsonDocument.Parse(text);
        open.Push(("", document.RootElement));
        while (open.TryPop(out var next))
        {
            switch (next.Value.ValueKind)
            {
                case JsonValueKind.Object when next.Value.EnumerateObject().Any():
                    foreach (var member in next.Value.EnumerateObject()) open.Push((KeyPath.Member(next.Path, member.Name), member.Value));
                    break;
                case JsonValueKind.Array when next.Value.GetArrayLength() > 0:
                    var place = 0;
                    foreach (var item in next.Value.EnumerateArray()) open.Push((KeyPath.Item(next.Path, place++), item));
                    break;
                default:
                    leaves[next.Path] = Canonical(next.Value);
                    break;
            }
        }
        return leaves;
    }

    /// <summary>Key texts are canonical already, but for what others hand in.</summary>
    private static string Canonical(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Number or JsonValueKind.String => CanonicalJson.Write(JsonValue.Create(value)),
        _ => value.GetRawText().Trim() is var raw && raw.StartsWith('{') ? "{}" : raw.StartsWith('[') ? "[]" : raw,
    };
}
