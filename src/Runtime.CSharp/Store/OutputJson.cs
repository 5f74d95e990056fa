using System.Text.Json;
using System.Text.Json.Nodes;
using Spindle.Contracts;
using Spindle.Plans;

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
    /// <exception cref="FormatException">Its content is not that of its digest, or a part is not there or not what it should be; see <see cref="JsonFields.IsMisfit"/>.</exception>
    public static (StoredOutput Output, byte[]? Inline) Read(JsonElement json)
    {
        var digest = json.GetProperty("digest").GetString() is { } hex && Digest.IsHex(hex) ? new Digest(hex) : throw new FormatException("'digest' is not a digest");
        var output = new StoredOutput(Text(json, "name"), Enum.Parse<ArtifactType>(Text(json, "type"), ignoreCase: true), digest, json.GetProperty("size").GetInt64());
        if (output.Size < 0) throw new FormatException("a size is negative");
        if (!json.TryGetProperty("inline", out var content) || content.ValueKind == JsonValueKind.Null) return (output, null);
        if (output.Size > ContentStore.InlineLimit) throw new FormatException("a content is too large to stand inside");
        var inline = content.GetBytesFromBase64();
        return inline.Length == output.Size && Digest.Of(inline) == output.Digest
            ? (output, inline)
            : throw new FormatException("a content is not that of its digest");
    }

    private static string Text(JsonElement json, string name) =>
        json.GetProperty(name).GetString() ?? throw new FormatException($"'{name}' is no text");
}
