using Spindle.Plans;

namespace Spindle.Store;

/// <summary>What the record of a run reaches.</summary>
/// <param name="Run">The run.</param>
/// <param name="Experiment">The experiment's name; empty where the record does not tell any more.</param>
/// <param name="RunningSince">When it began, by the file system's clock; null where its process is not at work.</param>
/// <param name="Keys">The keys of its steps.</param>
internal sealed record RunRoots(RunFolder Run, string Experiment, DateTime? RunningSince, IReadOnlyList<Digest> Keys)
{
    /// <summary>Reads the records of all runs, the latest first.</summary>
    public static List<RunRoots> Read(ContentStore store) =>
    [
        .. RunFolder.List(store).Select(run =>
        {
            var header = run.ReadHeader();
            // The header is written when the run begins, and again when it ends.
            DateTime? since = header?.State == RunState.Running ? File.GetLastWriteTimeUtc(run.File(RunFolder.HeaderFile)) : null;
            return new RunRoots(
                run, header?.Experiment ?? "", since, [.. run.ReadSteps().Select(step => step.Key).OfType<Digest>()]);
        }),
    ];

    /// <summary>Divides runs into those that are kept and those that go.</summary>
    /// <param name="runs">All runs, the latest first.</param>
    /// <param name="rules">How many are kept, and how old those are that go.</param>
    /// <param name="tagged">The names of runs that are tagged.</param>
    /// <param name="now">The present time by the file system's clock.</param>
    public static (List<RunRoots> Kept, List<RunRoots> Dropped) Divide(
        IEnumerable<RunRoots> runs, GarbageRules rules, IReadOnlySet<string> tagged, DateTime now)
    {
        var (kept, dropped) = (new List<RunRoots>(), new List<RunRoots>());
        var counts = new Dictionary<string, int>();
        var youngest = rules.OlderThan is { } age && age > rules.Grace ? age : rules.Grace;
        foreach (var run in runs)
        {
            var place = counts[run.Experiment] = counts.GetValueOrDefault(run.Experiment) + 1;
            var spared = rules.KeepRuns is not { } count || place <= count || run.RunningSince is not null
                || rules.KeepRunsOf.Contains(run.Experiment) || tagged.Contains(run.Run.Name)
                || now - Directory.GetLastWriteTimeUtc(run.Run.Location) <= youngest;
            (spared ? kept : dropped).Add(run);
        }
        return (kept, dropped);
    }
}
