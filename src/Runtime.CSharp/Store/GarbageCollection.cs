using System.Globalization;
using Spindle.Plans;

namespace Spindle.Store;

/// <summary>What nothing reaches any more: entries, blobs and leavings that may be deleted.</summary>
/// <param name="Entries">Entries that no kept run reaches.</param>
/// <param name="Blobs">Blobs that no entry which stays names, with their sizes.</param>
/// <param name="Leavings">Files of processes that ended in the middle of writing.</param>
/// <param name="Runs">Run records beyond the number to keep.</param>
/// <param name="Seconds">How long it took to compute what the entries hold.</param>
public sealed record GarbageCollection(
    IReadOnlyList<StepEntry> Entries, IReadOnlyList<(string File, long Size)> Blobs, IReadOnlyList<string> Leavings, IReadOnlyList<RunFolder> Runs, double Seconds)
{
    /// <summary>How many bytes a collection would free.</summary>
    public long Bytes => Blobs.Sum(blob => blob.Size);

    /// <summary>Finds what may go. Nothing younger than the grace period does: another process may be about to use it.</summary>
    /// <param name="store">The store.</param>
    /// <param name="keys">Keys to keep beside those of runs: what the user's experiments reach.</param>
    /// <param name="keepRuns">How many of the latest runs of every experiment to keep; null for all.</param>
    /// <param name="grace">How young a file must be to be spared.</param>
    /// <param name="now">The present time.</param>
    public static GarbageCollection Preview(ContentStore store, IReadOnlySet<Digest> keys, int? keepRuns, TimeSpan grace, DateTime now)
    {
        store.Flush();
        var runs = RunFolder.List(store)
            .Select(run => (Run: run, Record: run.ReadSteps()))
            .GroupBy(run => run.Record?.Experiment ?? "")
            .SelectMany(group => group.Select((run, age) => (run.Run, run.Record, Kept: keepRuns is not { } count || age < count)))
            .ToList();
        var roots = runs.Where(run => run.Kept).SelectMany(run => run.Record?.Steps ?? []).Select(step => step.Key).OfType<Digest>().Concat(keys).ToHashSet();
        bool IsOld(string file) => now - File.GetLastWriteTimeUtc(file) > grace;

        var entries = StoreContents.Entries(store).Where(found => found.Entry is not null).Select(found => (found.File, Entry: found.Entry!)).ToList();
        var doomed = entries.Where(found => !roots.Contains(found.Entry.Key) && IsOld(found.File)).Select(found => found.Entry).ToList();
        var spared = entries.Select(found => found.Entry).Except(doomed).SelectMany(entry => entry.Outputs).Select(output => output.Digest.Hex).ToHashSet();
        var blobs = StoreContents.Blobs(store)
            .Where(file => !spared.Contains(Path.GetFileName(file)) && IsOld(file))
            .Select(file => (file, new FileInfo(file).Length));
        var leavings = Directory.GetFiles(store.Folders.Temporary).Where(IsOld)
            .Concat(Directory.GetFiles(store.Folders.Locks).Where(LockFile.IsStale));
        return new(doomed, [.. blobs], [.. leavings], [.. runs.Where(run => !run.Kept).Select(run => run.Run)], doomed.Sum(Cost));
    }

    /// <summary>Deletes what was found: entries first, so that none ever names a blob that is gone.</summary>
    /// <exception cref="StoreException">The system refused.</exception>
    public void Collect(ContentStore store) => StoreException.Guard("collecting", () =>
    {
        foreach (var entry in Entries) File.Delete(store.Folders.Entry(entry.Key));
        foreach (var (file, _) in Blobs) File.Delete(file);
        foreach (var file in Leavings) File.Delete(file);
        foreach (var run in Runs) Directory.Delete(run.Location, recursive: true);
    });

    private static double Cost(StepEntry entry) =>
        double.TryParse(entry.Provenance["seconds"]?.ToString(), NumberStyles.Float, CultureInfo.InvariantCulture, out var seconds) ? seconds : 0;
}
