using System.IO.Enumeration;
using System.Text.Json.Nodes;
using Spindle.Plans;

namespace Spindle.Store;

/// <summary>Walks through all that a store holds. Files that vanish meanwhile are passed over.</summary>
internal static class StoreContents
{
    private static readonly EnumerationOptions Everything = new()
    {
        RecurseSubdirectories = true,
        AttributesToSkip = 0,
        IgnoreInaccessible = false,
    };

    /// <summary>The files of all blobs.</summary>
    public static IEnumerable<FileInfo> Blobs(ContentStore store) => Files(store.Folders.Blobs).Where(file => !StoreFolders.IsTemporary(file.Name));

    /// <summary>The files that stand where entries do.</summary>
    public static IEnumerable<FileInfo> EntryFiles(ContentStore store) => Files(store.Folders.Steps).Where(file => !StoreFolders.IsTemporary(file.Name));

    /// <summary>All entries that read back, with their files. Damaged ones are told and set aside.</summary>
    public static IEnumerable<(FileInfo File, EntryFile Entry)> Entries(ContentStore store)
    {
        foreach (var file in EntryFiles(store))
            if (KeyOf(store, file) is { } key && store.ReadEntry(key) is { } entry) yield return (file, entry);
    }

    /// <summary>The key whose entry a file is; null where it is none of the store's.</summary>
    public static Digest? KeyOf(ContentStore store, FileInfo file) =>
        Path.GetFileNameWithoutExtension(file.Name) is var name && Digest.IsHex(name) && store.Folders.Entry(new(name)) == file.FullName ? new(name) : null;

    /// <summary>The digest that a blob's file is named by; null where it is none of the store's.</summary>
    public static Digest? DigestOf(ContentStore store, FileInfo file) =>
        Digest.IsHex(file.Name) && store.Folders.Blob(new(file.Name)) == file.FullName ? new(file.Name) : null;

    /// <summary>The operation of an entry, and the digests of what it read.</summary>
    public static (string Operation, IReadOnlyList<Digest> Inputs) Origin(StepEntry entry)
    {
        try
        {
            var json = JsonNode.Parse(entry.KeyText);
            var inputs = json?["inputs"]?.AsObject().Select(input => input.Value?.ToString() ?? "").Where(Digest.IsHex).Select(hex => new Digest(hex));
            return (json?["operation"]?.ToString() ?? "", [.. inputs ?? []]);
        }
        catch (Exception problem) when (JsonFields.IsMisfit(problem))
        {
            return ("", []);
        }
    }

    /// <summary>How long it took to make an entry, in seconds; zero where that is not known.</summary>
    public static double Seconds(StepEntry entry) =>
        entry.Provenance["seconds"] is JsonValue value && value.TryGetValue<double>(out var seconds) ? seconds : 0;

    /// <summary>All files below a folder, links among them. No link to a folder is followed: what lies there is not the store's.</summary>
    public static IEnumerable<FileInfo> Files(string folder) => Directory.Exists(folder) ? Below(folder).Where(IsThere) : [];

    private static FileSystemEnumerable<FileInfo> Below(string folder) =>
        new(folder, (ref FileSystemEntry entry) => (FileInfo)entry.ToFileSystemInfo(), Everything)
        {
            ShouldIncludePredicate = (ref FileSystemEntry entry) => !entry.IsDirectory,
            ShouldRecursePredicate = (ref FileSystemEntry entry) => !entry.Attributes.HasFlag(FileAttributes.ReparsePoint),
        };

    /// <summary>Whether a file that was listed is still there; its size and times are read with that, and stay.</summary>
    private static bool IsThere(FileInfo file)
    {
        try
        {
            return file.Length >= 0;
        }
        catch (FileNotFoundException)
        {
            return false;
        }
    }
}
