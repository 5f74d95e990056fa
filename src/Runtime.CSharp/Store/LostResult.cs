using Spindle.Plans;

namespace Spindle.Store;

/// <summary>Says what became of a result that was in the store and is found no more.</summary>
public static class LostResult
{
    /// <summary>What is missing, as a sentence without its stop.</summary>
    /// <param name="store">The store.</param>
    /// <param name="key">The key whose result was there.</param>
    /// <exception cref="StoreException">The store cannot be read.</exception>
    public static string Describe(ContentStore store, Digest key) => StoreException.Guard("reading the store", () =>
    {
        if (store.Recall(key) is not { } entry)
            return WasSetAside(store, $"{key.Hex}.json") ? "its result was damaged and set aside" : "its result is gone from the store";
        foreach (var output in entry.Outputs)
            if (output.Size > ContentStore.InlineLimit && !File.Exists(store.Folders.Blob(output.Digest)))
                return WasSetAside(store, output.Digest.Hex) ? $"its artifact '{output.Name}' was damaged and set aside" : $"its artifact '{output.Name}' is gone from the store";
        return "its result was damaged";
    });

    private static bool WasSetAside(ContentStore store, string name) =>
        Directory.Exists(store.Folders.Quarantine) && Directory.EnumerateFileSystemEntries(store.Folders.Quarantine, $"{name}-*").Any();
}
