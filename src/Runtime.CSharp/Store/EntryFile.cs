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
        if (SealedJson.Read(bytes) is not { } json) return null;
        try
        {
            var text = json.Text("text");
            if (json.Whole("format") != Format || json.Digest("key") != key || Digest.Of(text) != key) return null;
            var outputs = json.Member("outputs").AsArray().Select(output => OutputJson.Read(output ?? throw new FormatException("an output is null"))).ToList();
            var inline = new Dictionary<Digest, byte[]>();
            foreach (var (output, content) in outputs)
                if (content is not null) inline[output.Digest] = content;
            // The clone lets go of the document, which holds the small contents.
            var provenance = json.Member("provenance").DeepClone().AsObject();
            var from = json["from"]?.GetValue<string>();
            return new(new(key, text, [.. outputs.Select(output => output.Output)], provenance) { From = from }, inline);
        }
        catch (Exception problem) when (JsonFields.IsMisfit(problem))
        {
            return null;
        }
    }
}
