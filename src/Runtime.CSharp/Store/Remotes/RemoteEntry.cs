using System.Text.Json;
using System.Text.Json.Nodes;
using Spindle.Contracts;
using Spindle.Plans;

namespace Spindle.Store.Remotes;

/// <summary>Entries as they travel: the sealed text that their maker wrote, without where this store has them from.</summary>
internal static class RemoteEntry
{
    /// <summary>No honest entry is larger: key texts and contents of a few kilobytes.</summary>
    public const int MostBytes = 16 << 20;

    private static readonly string[] Words = ["step", "operation", "experiment", "run", "started"];
    private static readonly string[] Maps = ["environment", "spindle", "inputs"];

    /// <summary>The bytes to send.</summary>
    public static byte[] Write(EntryFile file) => (file with { Entry = file.Entry with { From = null } }).Write();

    /// <summary>Reads what came for a key; null where it is no entry of that key, just as its maker wrote it.</summary>
    /// <param name="key">The key that was asked for.</param>
    /// <param name="bytes">What came.</param>
    /// <param name="promised">The outputs that the step declares; null where that is not known.</param>
    public static EntryFile? Read(Digest key, ReadOnlySpan<byte> bytes, IReadOnlyList<OutputDeclaration>? promised)
    {
        try
        {
            if (EntryFile.Read(key, bytes) is not { Entry.From: null } file || !file.Write().AsSpan().SequenceEqual(bytes)) return null;
            return IsSound(file) && Keeps(file.Entry, promised) && IsReadable(file.Entry.Provenance) ? file : null;
        }
        catch (Exception problem) when (JsonFields.IsMisfit(problem))
        {
            return null;
        }
    }

    private static bool IsSound(EntryFile file) =>
        file.Inline.Values.All(content => content.Length <= ContentStore.InlineLimit)
        && file.Entry.Outputs.GroupBy(output => output.Digest).All(same => same.Select(output => output.Size).Distinct().Count() == 1);

    /// <summary>Whether the outputs are those that the step promises: one that lacks some would fail whoever reads them.</summary>
    private static bool Keeps(StepEntry entry, IReadOnlyList<OutputDeclaration>? promised) =>
        promised is null
            ? entry.Outputs.Select(output => output.Name).Distinct().Count() == entry.Outputs.Count
            : entry.Outputs.Select(output => (output.Name, output.Type)).SequenceEqual(promised.Select(output => (output.Name, output.Type)));

    /// <summary>Whether the provenance can be shown: the right species of values, and nothing that steers a terminal.</summary>
    private static bool IsReadable(JsonObject provenance) =>
        Words.All(name => Is(provenance[name], JsonValueKind.String))
        && Maps.All(name => Is(provenance[name], JsonValueKind.Object))
        && (provenance["inputs"] as JsonObject ?? []).All(input => Is(input.Value, JsonValueKind.Object))
        && Is(provenance["seconds"], JsonValueKind.Number)
        && Texts(provenance).All(text => !text.Any(char.IsControl));

    private static bool Is(JsonNode? node, JsonValueKind kind) => node is null || node.GetValueKind() == kind;

    private static IEnumerable<string> Texts(JsonNode? node) => node switch
    {
        JsonObject map => map.SelectMany(member => Texts(member.Value).Prepend(member.Key)),
        JsonArray list => list.SelectMany(Texts),
        JsonValue value when value.GetValueKind() == JsonValueKind.String => [value.GetValue<string>()],
        _ => [],
    };
}
