using System.Text.Json.Nodes;
using Spindle.Plans;

namespace Spindle.Store;

/// <summary>Walks through all that a store holds.</summary>
internal static class StoreContents
{
    /// <summary>The files of all blobs.</summary>
    public static IEnumerable<string> Blobs(ContentStore store) => Files(store.Folders.Blobs);

    /// <summary>The files of all entries with what they say; null where they do not read back.</summary>
    public static IEnumerable<(string File, StepEntry? Entry)> Entries(ContentStore store) =>
        Files(store.Folders.Steps).Select(file => (file, Read(file)));

    /// <summary>The operation that an entry is the result of.</summary>
    public static string Operation(StepEntry entry) => JsonNode.Parse(entry.KeyText)?["operation"]?.GetValue<string>() ?? "";

    private static StepEntry? Read(string file)
    {
        var name = Path.GetFileNameWithoutExtension(file);
        try
        {
            return Digest.IsHex(name) ? StepEntry.Read(new(name), File.ReadAllText(file)) : null;
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private static IEnumerable<string> Files(string folder) =>
        Directory.Exists(folder) ? Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal) : [];
}
