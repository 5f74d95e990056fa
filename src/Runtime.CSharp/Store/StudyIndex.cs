using Spindle.Plans;

namespace Spindle.Store;

/// <summary>Which experiments made or used a result: the one that its provenance names, and those whose runs name its key.</summary>
internal sealed class StudyIndex
{
    private readonly Dictionary<Digest, SortedSet<string>> users = [];

    /// <summary>Reads the records of some runs.</summary>
    public StudyIndex(IEnumerable<RunRoots> runs)
    {
        foreach (var run in runs)
        {
            if (run.Experiment.Length == 0) continue;
            foreach (var key in run.Keys)
            {
                if (!users.TryGetValue(key, out var names)) users[key] = names = new(StringComparer.Ordinal);
                names.Add(run.Experiment);
            }
        }
    }

    /// <summary>The names of the experiments that made or used a result, in order; one empty name where nobody knows.</summary>
    public IReadOnlyList<string> Of(StepEntry entry)
    {
        var maker = entry.Provenance["experiment"]?.ToString() ?? "";
        if (!users.TryGetValue(entry.Key, out var names)) return [maker];
        return maker.Length == 0 || names.Contains(maker) ? [.. names] : [.. names.Append(maker).Order(StringComparer.Ordinal)];
    }
}
