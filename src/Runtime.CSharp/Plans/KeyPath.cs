using System.Text;
using System.Text.Json;

namespace Spindle.Plans;

/// <summary>
/// Where a value stands in a key text, as one text: names joined by dots, places of lists in brackets. A name that could be
/// taken for more than a name is written <c>["so"]</c>, so that two places never have one path.
/// </summary>
public static class KeyPath
{
    /// <summary>The path of a member of a map.</summary>
    public static string Member(string path, string name)
    {
        if (name.Length == 0 || name.AsSpan().ContainsAny('.', '[', '"')) return $"{path}[{JsonSerializer.Serialize(name)}]";
        return path.Length == 0 ? name : $"{path}.{name}";
    }

    /// <summary>The path of an item of a list.</summary>
    public static string Item(string path, int place) => $"{path}[{place}]";

    /// <summary>The names and places that a path is made of; a place stands in its brackets.</summary>
    public static string[] Split(string path)
    {
        var parts = new List<string>();
        var at = 0;
        while (at < path.Length)
        {
            if (path[at] == '.') at++;
            var from = at;
            at = path[at] == '[' ? EndOfBrackets(path, at) : EndOfName(path, at);
            var part = path[from..at];
            parts.Add(part.StartsWith("[\"", StringComparison.Ordinal) ? JsonSerializer.Deserialize<string>(part[1..^1])! : part);
        }
        return [.. parts];
    }

    private static int EndOfName(string path, int at)
    {
        var end = path.AsSpan(at).IndexOfAny('.', '[');
        return end < 0 ? path.Length : at + end;
    }

    private static int EndOfBrackets(string path, int at)
    {
        if (at + 1 >= path.Length || path[at + 1] != '"') return path.IndexOf(']', at) + 1;
        var reader = new Utf8JsonReader(Encoding.UTF8.GetBytes(path[(at + 1)..]));
        reader.Read();
        // The reader counts bytes, and the serializer writes whatever is no ASCII as an escape.
        return at + 1 + (int)reader.BytesConsumed + 1;
    }
}
