using Spindle.Plans;
using Spindle.Store;

namespace Spindle.Execution.Reasons;

/// <summary>Follows changed inputs back to where the change began, through the keys that runs recorded.</summary>
/// <param name="store">The store.</param>
/// <param name="runs">The runs to compare with.</param>
/// <param name="statuses">What is known of every step of the plan.</param>
internal sealed class RootCauses(ContentStore store, EarlierRuns runs, IReadOnlyDictionary<string, StepStatus> statuses)
{
    /// <summary>The places where the changes of a step's inputs began, the nearest of each sort; nothing recurses, chains are long.</summary>
    /// <param name="step">The step.</param>
    /// <param name="changed">How it differs from an earlier run.</param>
    public IReadOnlyList<RootCause> Of(Step step, StepReason.Changed changed)
    {
        var found = new List<RootCause>();
        var places = new Dictionary<string, int>();
        var seen = new HashSet<string>();
        var open = new Queue<(string Step, int Distance)>();
        Follow(step, changed.Changes, 1);
        while (open.TryDequeue(out var next))
        {
            var (changes, words) = Compare(statuses[next.Step], changed.Run);
            var own = changes.Where(change => change.Cause != ChangeCause.Input).ToList();
            if (own.Count > 0 || words.Length > 0) Add(new(next.Step, own, words, next.Distance, 0));
            Follow(statuses[next.Step].Step, changes, next.Distance + 1);
        }
        return found;

        void Follow(Step from, IReadOnlyList<KeyChange> changes, int distance)
        {
            foreach (var input in changes.Select(change => change.Input).OfType<string>())
                if (from.Inputs.TryGetValue(input, out var artifact) && seen.Add(artifact.Step)) open.Enqueue((artifact.Step, distance));
        }

        void Add(RootCause cause)
        {
            // A training's rate is a parameter of each of its segments: told once.
            var same = $"{cause.Words}\n{string.Join('\n', cause.Changes)}";
            if (places.TryGetValue(same, out var place)) found[place] = found[place] with { Others = found[place].Others + 1 };
            else
            {
                places[same] = found.Count;
                found.Add(cause);
            }
        }
    }

    /// <summary>What a step's key has become since a run, or what else there is to say.</summary>
    private (IReadOnlyList<KeyChange> Changes, string Words) Compare(StepStatus status, string run)
    {
        if (status.Key is not { } key) return ([], "it has yet to run");
        if (runs.In(run, status.Step.Id)?.Key is not { } before) return ([], "it did not run then");
        if (before == key.Digest) return ([], "it gave another result, though its key is the same");
        if (store.Recall(before) is not { } entry) return ([], "what it was made of then is no longer known");
        return (KeyDifference.Between(entry.KeyText, key.Text), "");
    }
}
