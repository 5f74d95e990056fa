namespace Spindle.Store;

/// <summary>What the results of one operation take.</summary>
/// <param name="Operation">The operation.</param>
/// <param name="Entries">How many results.</param>
/// <param name="Bytes">The size of their artifacts; one that several operations made counts for each.</param>
/// <param name="Seconds">How long it took to make them.</param>
public sealed record OperationShare(string Operation, int Entries, long Bytes, double Seconds);

/// <summary>What the results of one experiment take.</summary>
/// <param name="Experiment">Its name; empty for results of which nobody knows whose they are.</param>
/// <param name="Entries">How many results it made or used.</param>
/// <param name="Bytes">The size of their entries and artifacts; what several experiments share counts for each.</param>
/// <param name="SharedBytes">How much of it others made or used too.</param>
/// <param name="Seconds">How long it took to make them.</param>
/// <param name="Runs">How many of its runs are recorded.</param>
public sealed record ExperimentShare(string Experiment, int Entries, long Bytes, long SharedBytes, double Seconds, int Runs);

/// <summary>Some files, counted.</summary>
/// <param name="Count">How many.</param>
/// <param name="Bytes">Their size.</param>
public sealed record FileCount(int Count, long Bytes)
{
    internal static FileCount Of(string folder)
    {
        var sizes = StoreContents.Files(folder).Select(file => file.Length).ToList();
        return new(sizes.Count, sizes.Sum());
    }
}

/// <summary>What a store holds.</summary>
/// <param name="Entries">Results of steps: the files of the index, with the small artifacts in them.</param>
/// <param name="Blobs">Artifacts with a file of their own, each counted once.</param>
/// <param name="Runs">Recorded runs, with the size of their records.</param>
/// <param name="Tags">Tags that keep results.</param>
/// <param name="Registered">Experiments that a collection keeps what they ask for.</param>
/// <param name="Quarantine">Damaged files that were set aside.</param>
/// <param name="Temporary">Files that are being written, or were when their process ended.</param>
/// <param name="Locks">Steps that are being computed, or were when their process ended.</param>
/// <param name="Experiments">What the results of each experiment take, the most first.</param>
/// <param name="Operations">What the results of each operation take, the most first.</param>
public sealed record StoreStatus(
    FileCount Entries,
    FileCount Blobs,
    FileCount Runs,
    FileCount Tags,
    FileCount Registered,
    FileCount Quarantine,
    FileCount Temporary,
    FileCount Locks,
    IReadOnlyList<ExperimentShare> Experiments,
    IReadOnlyList<OperationShare> Operations)
{
    /// <summary>The size of all that the store's folder holds.</summary>
    public long Bytes =>
        Entries.Bytes + Blobs.Bytes + Runs.Bytes + Tags.Bytes + Registered.Bytes + Quarantine.Bytes + Temporary.Bytes + Locks.Bytes;

    /// <summary>Counts what a store holds. What was committed counts, what is damaged does not.</summary>
    /// <exception cref="StoreException">The store cannot be read.</exception>
    public static StoreStatus Of(ContentStore store) => StoreException.Guard("reading the store", () =>
    {
        store.Flush();
        var runs = RunRoots.Read(store);
        var studies = new StudyIndex(runs);
        var used = StoreContents.Entries(store).Select(found => new Used(found.Entry, found.File.Length, studies.Of(found.Entry.Entry))).ToList();
        return new StoreStatus(
            new(used.Count, used.Sum(entry => entry.Bytes)),
            FileCount.Of(store.Folders.Blobs),
            FileCount.Of(store.Folders.Runs) with { Count = runs.Count },
            FileCount.Of(store.Folders.Tags),
            FileCount.Of(store.Folders.Experiments),
            FileCount.Of(store.Folders.Quarantine),
            FileCount.Of(store.Folders.Temporary),
            FileCount.Of(store.Folders.Locks),
            ByExperiment(used, runs),
            ByOperation(used));
    });

    private static List<OperationShare> ByOperation(IEnumerable<Used> used) =>
    [
        .. used.Select(found => found.File.Entry)
            .GroupBy(entry => StoreContents.Origin(entry).Operation)
            .Select(group => new OperationShare(
                group.Key,
                group.Count(),
                group.SelectMany(entry => entry.Outputs).DistinctBy(output => output.Digest).Sum(output => output.Size),
                group.Sum(StoreContents.Seconds)))
            .OrderByDescending(share => share.Bytes).ThenBy(share => share.Operation, StringComparer.Ordinal),
    ];

    private static List<ExperimentShare> ByExperiment(IReadOnlyList<Used> used, IReadOnlyList<RunRoots> runs)
    {
        var recorded = runs.CountBy(run => run.Experiment).ToDictionary();
        // An artifact is shared where entries of several experiments name it, though each entry may have one user.
        var users = used.SelectMany(found => found.File.Blobs.SelectMany(output => found.Experiments.Select(name => (output.Digest, name))))
            .Distinct().CountBy(pair => pair.Digest).ToDictionary();
        return
        [
            .. used.SelectMany(found => found.Experiments.Select(experiment => (experiment, found)))
                .GroupBy(pair => pair.experiment, pair => pair.found)
                .Select(group =>
                {
                    var blobs = group.SelectMany(found => found.File.Blobs).DistinctBy(output => output.Digest).ToList();
                    return new ExperimentShare(
                        group.Key,
                        group.Count(),
                        group.Sum(found => found.Bytes) + blobs.Sum(output => output.Size),
                        group.Where(found => found.Experiments.Count > 1).Sum(found => found.Bytes) + blobs.Where(output => users[output.Digest] > 1).Sum(output => output.Size),
                        group.Sum(found => StoreContents.Seconds(found.File.Entry)),
                        recorded.GetValueOrDefault(group.Key));
                })
                .OrderByDescending(share => share.Bytes).ThenBy(share => share.Experiment, StringComparer.Ordinal),
        ];
    }

    /// <summary>An entry, the size of its file, and the experiments that made or used it.</summary>
    private sealed record Used(EntryFile File, long Bytes, IReadOnlyList<string> Experiments);
}
