using Spindle.Plans;
using Spindle.Store;

namespace Spindle.Execution;

/// <summary>Looks a step's result up.</summary>
internal static class KnownResult
{
    /// <summary>The stored result of a step; null where it is not known or lacks an output that the step promises.</summary>
    public static StepEntry? Find(this Step step, ContentStore store, StepKey key) =>
        store.Find(key.Digest) is { } entry && step.Outputs.All(output => entry.Outputs.Any(stored => stored.Name == output.Name))
            ? entry : null;
}
