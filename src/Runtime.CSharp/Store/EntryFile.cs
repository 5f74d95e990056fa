using System.Text.Json.Nodes;
using Spindle.Plans;

namespace Spindle.Store;

/// <summary>An entry as its file holds it: with the content of its small outputs.</summary>
/// <param name="Entry">The entry.</param>
/// <param name="Inline">The content of the outputs that have no file of their own.</param>
internal sealed record EntryFile(StepEntry Entry, IReadOnlyDictionary<Digest, byte[]> Inline)
{
    private const int Format = 1;

    /// <summary>The outputs that have a file of their own.</summary>
    public IEnumerable<StoredOutput> Blobs => Entry.Outputs.Where(output => !Inline.ContainsKey(output.Digest));

    public byte[] Write()
    {
        var json = new JsonObject
        {
            ["format"] = Format,
            ["key"] = Entry.Key.Hex,
            ["text"] = Entry.KeyText,
            ["outputs"] = new JsonArray([.. Entry.Outputs.Select(output => (JsonNode)OutputJson.Write(output, Inline.GetValueOrDefault(output.Digest)))]),
            ["provenance"] = Entry.Provenance.DeepClone(),
        };
        if (Entry.From is { } from) json["from"] = from;
        return SealedJson.Write(json);
    }

    /// <summary>Reads an entry back; null where the bytes are not those of an entry for that key, for whatever reason.</summary>
    public static EntryFile? Read(Digest key, ReadOnlySpan<byte> bytes)
    {
        if (SealedJson.Parse(bytes) is not { } json) return null;
        try
        {
            var text = json.GetProperty("text").GetString() ?? "";
            if (json.GetProperty("format").GetInt64() != Format || json.GetProperty("key").GetString() != key.Hex || Digest.Of(text) != key) return null;
            var inline = new Dictionary<Digest, byte[]>();
            var outputs = new List<StoredOutput>();
            foreach (var item in json.GetProperty("outputs").EnumerateArray())
            {
                var (output, content) = OutputJson.Read(item);
                outputs.Add(output);
                if (content is not null) inline[output.Digest] = content;
            }
            var provenance = json.GetProperty("provenance");
            ProvenanceShape.Check(provenance);
            var from = json.TryGetProperty("from", out var origin) ? origin.GetString() : null;
            // The clone lets go of the document, which holds the small contents.
            return new(new(key, text, outputs, JsonObject.Create(provenance.Clone())!) { From = from }, inline);
        }
        catch (Exception problem) when (JsonFields.IsMisfit(problem))
        {
            return null;
        }
    }
}
