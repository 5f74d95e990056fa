using System.Text.Json;
using System.Text.Json.Nodes;
using Spindle.Contracts;
using Spindle.Plans;

namespace Spindle.Store;

/// <summary>An output of a step as it is stored.</summary>
/// <param name="Name">The output's name.</param>
/// <param name="Type">What it is.</param>
/// <param name="Digest">The SHA-256 of its content, by which it is found.</param>
/// <param name="Size">Its size in bytes.</param>
public sealed record StoredOutput(string Name, ArtifactType Type, Digest Digest, long Size);

/// <summary>The result of a step: its key, the text that was hashed, its outputs and where they are from.</summary>
public sealed record StepEntry(Digest Key, string KeyText, IReadOnlyList<StoredOutput> Outputs, JsonObject Provenance)
{
    private const int Format = 1;

    /// <summary>The canonical JSON in which an entry is kept.</summary>
    public string Write() => CanonicalJson.Write(new JsonObject
    {
        ["format"] = Format,
        ["key"] = Key.Hex,
        ["text"] = KeyText,
        ["outputs"] = new JsonArray([.. Outputs.Select(output => (JsonNode)new JsonObject
        {
            ["name"] = output.Name,
            ["type"] = output.Type.ToString().ToLowerInvariant(),
            ["digest"] = output.Digest.Hex,
            ["size"] = output.Size,
        })]),
        ["provenance"] = Provenance.DeepClone(),
    });

    /// <summary>Reads an entry back; null where the text is not one for that key, for whatever reason.</summary>
    public static StepEntry? Read(Digest key, string text)
    {
        try
        {
            var json = JsonNode.Parse(text)!.AsObject();
            var keyText = json["text"]!.GetValue<string>();
            if (json["format"]!.GetValue<int>() != Format || Digest.Of(keyText) != key) return null;
            var outputs = json["outputs"]!.AsArray().Select(output => new StoredOutput(
                output!["name"]!.GetValue<string>(),
                Enum.Parse<ArtifactType>(output["type"]!.GetValue<string>(), ignoreCase: true),
                new(output["digest"]!.GetValue<string>()),
                output["size"]!.GetValue<long>()));
            var entry = new StepEntry(key, keyText, [.. outputs], json["provenance"]!.AsObject());
            return entry.Outputs.All(output => Digest.IsHex(output.Digest.Hex)) ? entry : null;
        }
        catch (Exception damage) when (damage is JsonException or NullReferenceException or InvalidOperationException or ArgumentException or FormatException)
        {
            return null;
        }
    }

    /// <summary>Whether two entries say the same of their outputs.</summary>
    public bool Agrees(StepEntry other) => Outputs.SequenceEqual(other.Outputs);
}
