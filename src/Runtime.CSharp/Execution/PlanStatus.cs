using Spindle.Plans;
using Spindle.Store;

namespace Spindle.Execution;

/// <summary>What is known about a step before a run.</summary>
public enum StepState
{
    /// <summary>Its result is in the store.</summary>
    Cached,

    /// <summary>Its inputs are known and its result is not.</summary>
    ToRun,

    /// <summary>An input has yet to be made; whether it must run depends on the input's content.</summary>
    Unknown,
}

/// <summary>A step with what is known about it.</summary>
/// <param name="Step">The step.</param>
/// <param name="State">Cached, to run, or unknown yet.</param>
/// <param name="Key">Its key; null while an input is unknown.</param>
/// <param name="Entry">Its result, where it is cached.</param>
public sealed record StepStatus(Step Step, StepState State, StepKey? Key, StepEntry? Entry);

/// <summary>Looks a plan up in a store, without running anything.</summary>
public static class PlanStatus
{
    /// <summary>The status of every step, in the order of the plan.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="store">The store.</param>
    /// <param name="numerics">Whose results are accepted; null for everybody's.</param>
    public static IReadOnlyList<StepStatus> Of(Plan plan, ContentStore store, Numerics? numerics = null)
    {
        var known = new Dictionary<string, StepEntry>();
        var all = new List<StepStatus>(plan.Steps.Count);
        foreach (var step in plan.Steps)
        {
            var status = Of(step, known, store, numerics);
            if (status.Entry is { } entry) known[step.Id] = entry;
            all.Add(status);
        }
        return all;
    }

    private static StepStatus Of(Step step, Dictionary<string, StepEntry> known, ContentStore store, Numerics? numerics)
    {
        var inputs = new Dictionary<string, Digest>();
        foreach (var (name, artifact) in step.Inputs)
        {
            if (!known.TryGetValue(artifact.Step, out var maker)) return new(step, StepState.Unknown, null, null);
            inputs[name] = maker.Outputs.First(output => output.Name == artifact.Output).Digest;
        }
        var key = StepKey.Of(step, inputs, numerics);
        return step.Find(store, key) is { } entry ? new(step, StepState.Cached, key, entry) : new(step, StepState.ToRun, key, null);
    }
}
