using Spindle.Plans;

namespace Spindle.Store;

/// <summary>
/// What nothing reaches any more. It is found first, so that it can be shown, and deleted then; what came into use in between is spared.
/// Other processes may use the store meanwhile.
/// </summary>
/// <param name="Rules">What is kept.</param>
/// <param name="Entries">Results that neither a kept run nor a kept key was made from or gave.</param>
/// <param name="Blobs">Blobs that no entry which stays names.</param>
/// <param name="Leavings">Temporary files and locks of processes that are gone, and what was set aside long ago.</param>
/// <param name="Runs">Run records beyond the number to keep.</param>
public sealed record GarbageCollection(
    GarbageRules Rules, IReadOnlyList<GarbageEntry> Entries, IReadOnlyList<GarbageFile> Blobs, IReadOnlyList<GarbageFile> Leavings, IReadOnlyList<RunFolder> Runs)
{
    /// <summary>How many bytes a collection frees, run records not counted.</summary>
    public long Bytes => Entries.Sum(entry => entry.File.Bytes) + Blobs.Sum(file => file.Bytes) + Leavings.Sum(file => file.Bytes);

    /// <summary>How long it took to compute the results that a collection deletes, in seconds.</summary>
    public double Seconds => Entries.Sum(entry => entry.Seconds);

    /// <summary>Finds what may go, and deletes nothing.</summary>
    /// <exception cref="StoreException">The store cannot be read.</exception>
    public static GarbageCollection Preview(ContentStore store, GarbageRules rules, TimeProvider clock) => StoreException.Guard("looking for garbage", () =>
    {
        store.Flush();
        var now = clock.GetUtcNow().UtcDateTime + FileSystemClock.Ahead(store.Folders);
        bool IsYoung(DateTime modified) => now - modified <= rules.Grace;

        var (kept, dropped) = Divide(store, rules, now);
        var entries = StoreContents.Entries(store).Select(found => EntryLinks.Of(found.File, found.Entry.Entry)).ToList();
        var roots = kept.SelectMany(run => run.ReadSteps()).Select(step => step.Key).OfType<Digest>()
            .Concat(rules.Keep)
            .Concat(entries.Where(links => IsYoung(links.Entry.File.Modified)).Select(links => links.Entry.Key));
        var reached = Reachability.From(roots, entries);
        var named = entries.Where(links => reached.Contains(links.Entry.Key)).SelectMany(links => links.Outputs).ToHashSet();
        return new GarbageCollection(
            rules,
            [.. entries.Select(links => links.Entry).Where(entry => !reached.Contains(entry.Key)).OrderByDescending(entry => entry.Seconds)],
            [.. StoreContents.Blobs(store).Where(file => !IsYoung(file.LastWriteTimeUtc) && !(StoreContents.DigestOf(store, file) is { } digest && named.Contains(digest))).Select(Garbage)],
            [.. AbandonedFiles.In(store, rules, now).Select(Garbage)],
            dropped);
    });

    /// <summary>Deletes what was found and still nothing reaches: entries first, so that none ever names a blob that is gone.</summary>
    /// <returns>What was deleted.</returns>
    /// <exception cref="StoreException">The system refused; what is left is found by the next collection.</exception>
    public GarbageCollection Collect(ContentStore store, TimeProvider clock) => StoreException.Guard("collecting garbage", () =>
    {
        var still = Preview(store, Rules, clock);
        var agreed = Entries.Select(entry => entry.File).Concat(Blobs).Concat(Leavings).ToHashSet();
        var deleted = still with
        {
            Entries = [.. still.Entries.Where(entry => agreed.Contains(entry.File) && Delete(entry.File))],
            Blobs = [.. still.Blobs.Where(file => agreed.Contains(file) && Delete(file))],
            Leavings = [.. still.Leavings.Where(file => agreed.Contains(file) && Delete(file))],
            Runs = [.. still.Runs.IntersectBy(Runs.Select(run => run.Name), run => run.Name)],
        };
        foreach (var run in deleted.Runs) run.Delete();
        return deleted;
    });

    private static GarbageFile Garbage(FileInfo file) => new(file.FullName, file.Length, file.LastWriteTimeUtc);

    private static bool Delete(GarbageFile garbage)
    {
        var file = new FileInfo(garbage.Path);
        if (!file.Exists || file.LastWriteTimeUtc != garbage.Modified) return false;
        file.Delete();
        return true;
    }

    /// <summary>The runs that are kept, and those that go.</summary>
    private static (List<RunFolder> Kept, List<RunFolder> Dropped) Divide(ContentStore store, GarbageRules rules, DateTime now)
    {
        var (kept, dropped) = (new List<RunFolder>(), new List<RunFolder>());
        var counts = new Dictionary<string, int>();
        foreach (var run in RunFolder.List(store))
        {
            var header = run.ReadHeader();
            var experiment = header?.Experiment ?? "";
            var place = counts[experiment] = counts.GetValueOrDefault(experiment) + 1;
            var spared = rules.KeepRuns is not { } count || place <= count || header?.State == RunState.Running
                || now - Directory.GetLastWriteTimeUtc(run.Location) <= rules.Grace;
            (spared ? kept : dropped).Add(run);
        }
        return (kept, dropped);
    }
}
