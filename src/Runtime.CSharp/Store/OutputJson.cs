using System.Text.Json.Nodes;
using Spindle.Contracts;

namespace Spindle.Store;

/// <summary>An output as entries keep it and as processes hand it to each other, with its content where that is small.</summary>
internal static class OutputJson
{
    public static JsonObject Write(StoredOutput output, byte[]? inline)
    {
        var json = new JsonObject
        {
            ["name"] = output.Name,
            ["type"] = output.Type.ToString().ToLowerInvariant(),
            ["digest"] = output.Digest.Hex,
            ["size"] = output.Size,
        };
        if (inline is not null) json["inline"] = Convert.ToBase64String(inline);
        return json;
    }

    /// <summary>Reads an output back.</summary>
    /// <exception cref="FormatException">It does not have the form of one, or its content is not that of its digest.</exception>
    public static (StoredOutput Output, byte[]? Inline) Read(JsonNode json)
    {
        var output = new StoredOutput(json.Text("name"), Enum.Parse<ArtifactType>(json.Text("type"), ignoreCase: true), json.Digest("digest"), json.Whole("size"));
        if (output.Size < 0) throw new FormatException("a size is negative");
        if (json["inline"] is not { } text) return (output, null);
        if (output.Size > ContentStore.InlineLimit) throw new FormatException("a content is too large to stand inside");
        var inline = Convert.FromBase64String(text.GetValue<string>());
        return inline.Length == output.Size && Plans.Digest.Of(inline) == output.Digest
            ? (output, inline)
            : throw new FormatException("a content is not that of its digest");
    }
}
