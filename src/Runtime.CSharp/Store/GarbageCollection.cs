using Spindle.Contracts;
using Spindle.Plans;

namespace Spindle.Store;

/// <summary>
/// What nothing reaches any more. It is found first, so that it can be shown, and deleted then; what came into use in between is spared.
/// Other processes may use the store meanwhile.
/// </summary>
/// <param name="Rules">What is kept.</param>
/// <param name="Entries">Results that neither a kept run, a tag nor a kept key was made from or gave, the costliest first.</param>
/// <param name="Blobs">Blobs that no entry which stays names.</param>
/// <param name="Leavings">Temporary files and locks of processes that are gone, and what was set aside long ago.</param>
/// <param name="Runs">Run records beyond the number to keep.</param>
/// <param name="Shares">What goes of each experiment, the costliest first.</param>
public sealed record GarbageCollection(
    GarbageRules Rules,
    IReadOnlyList<GarbageEntry> Entries,
    IReadOnlyList<GarbageFile> Blobs,
    IReadOnlyList<GarbageFile> Leavings,
    IReadOnlyList<RunFolder> Runs,
    IReadOnlyList<GarbageShare> Shares)
{
    /// <summary>Whoever writes blobs without being a run, as an import does, names them in an entry within this time.</summary>
    private static readonly TimeSpan Unfinished = TimeSpan.FromMinutes(10);

    /// <summary>How many bytes a collection frees.</summary>
    public long Bytes => Entries.Sum(entry => entry.File.Bytes) + Blobs.Sum(file => file.Bytes) + Leavings.Sum(file => file.Bytes) + RunBytes;

    /// <summary>How long it took to compute the results that a collection deletes, in seconds.</summary>
    public double Seconds => Entries.Sum(entry => entry.Seconds);

    /// <summary>The size of the run records that go, in bytes.</summary>
    public long RunBytes { get; init; }

    /// <summary>The size of the store as it is, in bytes.</summary>
    public long StoreBytes { get; init; }

    /// <summary>The names of tags that were damaged: what they kept is not known, so nothing is deleted.</summary>
    public IReadOnlyList<string> DamagedTags { get; init; } = [];

    /// <summary>Finds what may go, and deletes nothing.</summary>
    /// <exception cref="StoreException">The store cannot be read.</exception>
    public static GarbageCollection Preview(ContentStore store, GarbageRules rules, TimeProvider clock) => StoreException.Guard("looking for garbage", () =>
    {
        store.Flush();
        var now = clock.GetUtcNow().UtcDateTime + FileSystemClock.Ahead(store.Folders);
        bool IsYoung(DateTime modified) => now - modified <= rules.Grace;

        var (tags, damagedTags) = StoreTag.List(store);
        var runs = RunRoots.Read(store);
        var (kept, dropped) = RunRoots.Divide(runs, rules, tags.Select(tag => tag.Run).OfType<string>().ToHashSet(), now);
        var studies = new StudyIndex(runs);
        var entries = StoreContents.Entries(store).Select(found => EntryLinks.Of(found.File, found.Entry.Entry, studies)).ToList();
        var roots = kept.SelectMany(run => run.Keys)
            .Concat(tags.SelectMany(tag => tag.Keys))
            .Concat(rules.Keep())
            .Concat(entries.Where(links => IsYoung(links.Entry.File.Modified)).Select(links => links.Entry.Key));
        var reached = Reachability.From(roots, entries);

        var named = entries.SelectMany(links => links.Outputs).ToHashSet();
        bool IsNamed(FileInfo file, HashSet<Digest> names) => names.Contains(new(file.Name));
        // What no entry names yet may be the output of a step that has not ended: it stays, however short the grace.
        var working = runs.Select(run => run.RunningSince).Append(now - Unfinished).Min();
        // What is not named as a blob is left to the verification, which sets it aside: a link could lead to files of other people.
        var old = StoreContents.Blobs(store).Where(file => StoreContents.DigestOf(store, file) is not null)
            .Where(file => !IsYoung(file.LastWriteTimeUtc) && (IsNamed(file, named) || file.LastWriteTimeUtc < working)).ToList();
        var leavings = AbandonedFiles.In(store, rules, now).Select(GarbageFile.Of).ToList();
        var runBytes = dropped.Sum(run => run.Run.Bytes);
        var size = store.Folders.All.SelectMany(StoreContents.Files).Sum(file => file.Length);
        var chosen = new GarbageLimits(rules, now).Choose(
            entries.Where(links => !reached.Contains(links.Entry.Key)),
            entries,
            old.Where(file => IsNamed(file, named)).ToDictionary(file => new Digest(file.Name), file => file.Length),
            size - leavings.Sum(file => file.Bytes) - old.Where(file => !IsNamed(file, named)).Sum(file => file.Length) - runBytes);

        var gone = chosen.Select(links => links.Entry.Key).ToHashSet();
        named.ExceptWith(chosen.SelectMany(links => links.Outputs));
        named.UnionWith(entries.Where(links => !gone.Contains(links.Entry.Key)).SelectMany(links => links.Outputs));
        var blobs = old.Where(file => !IsNamed(file, named)).ToList();
        return new GarbageCollection(
            rules,
            [.. chosen.Select(links => links.Entry).OrderByDescending(entry => entry.Seconds)],
            [.. blobs.Select(GarbageFile.Of)],
            leavings,
            [.. dropped.Select(run => run.Run)],
            SharesOf(chosen, blobs.ToDictionary(file => file.Name, file => file.Length)))
        {
            RunBytes = runBytes,
            StoreBytes = size,
            DamagedTags = damagedTags,
        };
    });

    /// <summary>Deletes what was found and still nothing reaches: entries first, so that none ever names a blob that is gone.</summary>
    /// <returns>What was deleted.</returns>
    /// <exception cref="StoreException">A tag was damaged; or the system refused, and what is left is found by the next collection.</exception>
    public GarbageCollection Collect(ContentStore store, TimeProvider clock) => StoreException.Guard("collecting garbage", () =>
    {
        var still = Preview(store, Rules, clock);
        if (DamagedTags.Concat(still.DamagedTags).FirstOrDefault() is { } tag)
        {
            throw new StoreException(
                DiagnosticCodes.TagDamaged,
                $"the tag '{tag}' was damaged and has been set aside; what it kept is not known, so nothing was deleted",
                $"set it again with 'spindle store tag {tag} EXPERIMENT', or collect again without it");
        }
        var agreed = Entries.Select(entry => entry.File).Concat(Blobs).Concat(Leavings).ToHashSet();
        var entries = still.Entries.Where(entry => agreed.Contains(entry.File) && Delete(entry.File)).ToHashSet();
        // One that came into use in this very moment stays with all that it names.
        var spared = still.Entries.Where(entry => !entries.Contains(entry)).SelectMany(entry => entry.Outputs).Select(digest => digest.Hex).ToHashSet();
        var deleted = still with
        {
            Entries = [.. entries],
            Blobs = [.. still.Blobs.Where(file => agreed.Contains(file) && !spared.Contains(Path.GetFileName(file.Path)) && Delete(file))],
            Leavings = [.. still.Leavings.Where(file => agreed.Contains(file) && Delete(file))],
            Runs = [.. still.Runs.IntersectBy(Runs.Select(run => run.Name), run => run.Name)],
        };
        foreach (var run in deleted.Runs) run.Delete();
        return deleted;
    });

    private static List<GarbageShare> SharesOf(IReadOnlyList<EntryLinks> chosen, Dictionary<string, long> blobs) =>
    [
        .. chosen.SelectMany(links => links.Entry.Experiments.Select(experiment => (experiment, links)))
            .GroupBy(pair => pair.experiment, pair => pair.links)
            .Select(group => new GarbageShare(
                group.Key,
                group.Count(),
                group.Sum(links => links.Entry.File.Bytes) + group.SelectMany(links => links.Outputs).Distinct().Sum(digest => blobs.GetValueOrDefault(digest.Hex)),
                group.Sum(links => links.Entry.Seconds)))
            .OrderByDescending(share => share.Seconds).ThenBy(share => share.Experiment, StringComparer.Ordinal),
    ];

    private static bool Delete(GarbageFile garbage)
    {
        var file = new FileInfo(garbage.Path);
        if (!file.Exists || file.LastWriteTimeUtc != garbage.Modified) return false;
        file.Delete();
        return true;
    }
}
