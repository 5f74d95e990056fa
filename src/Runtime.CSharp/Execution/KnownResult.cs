using Spindle.Plans;
using Spindle.Store;

namespace Spindle.Execution;

/// <summary>Looks a step's result up.</summary>
internal static class KnownResult
{
    /// <summary>The stored result of a step; null where it is not known, or has not the outputs that the step promises.</summary>
    public static StepEntry? Find(this Step step, ContentStore store, StepKey key) =>
        store.Find(key.Digest) is { } entry && step.Promises(entry) ? entry : null;

    /// <summary>Sets an entry aside that has not the outputs which its step promises: it is no result of that step.</summary>
    public static void Refuse(this Step step, ContentStore store, StepKey key)
    {
        if (store.Find(key.Digest) is { } entry && !step.Promises(entry)) store.Refuse(key.Digest, "has not the outputs that its step promises");
    }

    private static bool Promises(this Step step, StepEntry entry) =>
        entry.Outputs.Select(stored => (stored.Name, stored.Type)).SequenceEqual(step.Outputs.Select(output => (output.Name, output.Type)));
}
