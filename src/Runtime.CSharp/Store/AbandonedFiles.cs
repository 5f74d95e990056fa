using System.Globalization;

namespace Spindle.Store;

/// <summary>What processes that are gone have left behind.</summary>
internal static class AbandonedFiles
{
    /// <summary>Temporary files that nobody writes, locks that nobody holds, and what was set aside long ago.</summary>
    /// <param name="store">The store.</param>
    /// <param name="rules">How long files are spared whose maker may be alive.</param>
    /// <param name="now">The present time by the file system's clock.</param>
    public static IEnumerable<FileInfo> In(ContentStore store, GarbageRules rules, DateTime now)
    {
        // Beside blobs and entries there are some where these lie on another file system than the rest.
        var beside = StoreContents.Files(store.Folders.Blobs).Concat(StoreContents.Files(store.Folders.Steps)).Where(file => StoreFolders.IsTemporary(file.Name));
        var temporary = StoreContents.Files(store.Folders.Temporary).Concat(beside)
            .Where(file => IsAbandoned(file.Name) || now - file.LastWriteTimeUtc > rules.Grace);
        var locks = StoreContents.Files(store.Folders.Locks).Where(file => LockFile.Read(file.FullName)?.IsStale(now) ?? false);
        var quarantined = StoreContents.Files(store.Folders.Quarantine).Where(file => now - file.LastWriteTimeUtc > rules.KeepQuarantined);
        return temporary.Concat(locks).Concat(quarantined);
    }

    /// <summary>Whether a temporary file's maker was a process of this very machine that has ended; see <see cref="StoreFolders.NewTemporary"/>.</summary>
    private static bool IsAbandoned(string name)
    {
        var parts = name.Split('-');
        return parts is [var place, var number, _]
            && place == ThisProcess.Place
            && int.TryParse(number, CultureInfo.InvariantCulture, out var process)
            && ThisProcess.StartOf(process) is null;
    }
}
