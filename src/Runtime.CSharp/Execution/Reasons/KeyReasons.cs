using Spindle.Plans;
using Spindle.Store;

namespace Spindle.Execution.Reasons;

/// <summary>Explains from the key texts that are kept why a step whose key has no result must run. Safe for several threads.</summary>
/// <param name="store">The store.</param>
/// <param name="runs">The runs to compare with.</param>
public sealed class KeyReasons(ContentStore store, EarlierRuns runs)
{
    /// <summary>So many earlier results of an operation are compared with one that never ran under its name.</summary>
    private const int MostCompared = 200;

    /// <summary>Why a step must run.</summary>
    /// <param name="step">The step.</param>
    /// <param name="key">Its key, which has no result.</param>
    /// <param name="compare">Whether a step that never ran under its name is compared with the nearest result, which takes longer.</param>
    /// <exception cref="StoreException">The store cannot be read.</exception>
    public StepReason Of(Step step, StepKey key, bool compare)
    {
        var earlier = runs.Of(step.Id).ToList();
        if (earlier.Find(before => before.Step.Key == key.Digest && before.Step.Outcome != StepOutcome.Skipped) is { } same)
            return same.Step.Outcome == StepOutcome.Failed
                ? new StepReason.Failed(same.Run, same.Step.Failure ?? "it failed", same.Step.FailureFile)
                : new StepReason.Lost(same.Run, LostResult.Describe(store, key.Digest));
        foreach (var before in earlier)
            if (before.Step.Key != key.Digest && store.Recall(before.Step.Key!.Value) is { } entry)
                return new StepReason.Changed(before.Run, KeyDifference.Between(entry.KeyText, key.Text));
        if (earlier.Find(before => before.Step.Key != key.Digest) is { } forgotten) return new StepReason.Forgotten(forgotten.Run);
        return compare ? Unprecedented(step, key) : new StepReason.First(null, []);
    }

    private StepReason.First Unprecedented(Step step, StepKey key)
    {
        var nearest = runs.OfOperation(step.Operation)
            .Where(before => before.Step.Key != key.Digest)
            .DistinctBy(before => before.Step.Key)
            .Take(MostCompared)
            .Select(before => (before.Step.Step, Entry: store.Recall(before.Step.Key!.Value)))
            .Where(before => before.Entry is not null)
            .OrderByDescending(before => KeyDifference.Agreement(before.Entry!.KeyText, key.Text))
            .FirstOrDefault();
        return nearest.Entry is { } entry ? new(nearest.Step, KeyDifference.Between(entry.KeyText, key.Text)) : new(null, []);
    }
}
