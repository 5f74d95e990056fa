using Spindle.Execution;
using Spindle.Plans;
using Spindle.Store;

namespace Spindle.Pins;

/// <summary>Compares a plan and its results with what a lock file pins. Departures come in the plan's order.</summary>
public static class PinCheck
{
    /// <summary>
    /// What departs whatever a run would give: steps that only one of both has, and keys. A step's key follows from its parameters
    /// and from the pinned digests of what it reads, so nothing needs to have run.
    /// </summary>
    /// <param name="plan">The plan.</param>
    /// <param name="only">The steps that count, with all that they need; null for every step.</param>
    /// <param name="pinned">What the lock file says.</param>
    /// <param name="store">Where the texts of pinned keys may still be.</param>
    /// <param name="numerics">Whose results are accepted; null for everybody's.</param>
    public static IReadOnlyList<Departure> OfPlan(
        Plan plan, IReadOnlySet<string>? only, PinnedResults pinned, ContentStore store, Numerics? numerics = null)
    {
        var departures = new List<Departure>();
        var steps = pinned.Steps.ToDictionary(step => step.Id);
        foreach (var step in StepGraph.Of(plan, only).Steps)
        {
            if (!steps.TryGetValue(step.Id, out var pin)) departures.Add(new Departure.Extra(step.Id));
            else if (KeyOf(step, steps, numerics) is { } key && key.Digest != pin.Key) departures.Add(OfKey(pin, key, store));
        }
        if (only is not null) return departures;
        var planned = plan.Steps.Select(step => step.Id).ToHashSet();
        departures.AddRange(pinned.Steps.Where(step => !planned.Contains(step.Id)).Select(step => new Departure.Missing(step.Id)));
        return departures;
    }

    /// <summary>What departs among results. Steps without one are passed over: whoever ran them knows why.</summary>
    /// <param name="results">The results with the ids of their steps, in the plan's order.</param>
    /// <param name="pinned">What the lock file says.</param>
    /// <param name="store">Where the texts of pinned keys may still be.</param>
    public static IReadOnlyList<Departure> OfResults(IEnumerable<(string Step, StepEntry? Entry)> results, PinnedResults pinned, ContentStore store)
    {
        var steps = pinned.Steps.ToDictionary(step => step.Id);
        return [.. results.Where(result => result.Entry is not null).Select(result => OfResult(result.Step, result.Entry!, steps, pinned, store)).OfType<Departure>()];
    }

    private static Departure? OfResult(
        string step, StepEntry entry, Dictionary<string, PinnedStep> steps, PinnedResults pinned, ContentStore store)
    {
        if (!steps.TryGetValue(step, out var pin)) return new Departure.Extra(step);
        if (pin.Key != entry.Key) return OfKey(pin, new(entry.Key, entry.KeyText), store);
        var found = entry.Outputs.ToDictionary(output => output.Name, output => output.Digest);
        var changes = pin.Outputs.Keys.Union(found.Keys).Order(StringComparer.Ordinal)
            .Select(name => new OutputChange(name, DigestOf(pin.Outputs, name), DigestOf(found, name)))
            .Where(change => change.Pinned != change.Found)
            .ToList();
        return changes.Count == 0
            ? null
            : new Departure.OfOutputs(step, changes, EnvironmentChange.Outside(pinned.Environment, ResultEnvironment.Of(entry)));
    }

    private static Departure.OfKey OfKey(PinnedStep pin, StepKey key, ContentStore store) => new(
        pin.Id, pin.Key, key.Digest, store.Recall(pin.Key) is { } earlier ? KeyDifference.Between(earlier.KeyText, key.Text) : null);

    /// <summary>The key of a step over pinned inputs; null where one of them is not pinned, which is a departure of its own.</summary>
    private static StepKey? KeyOf(Step step, Dictionary<string, PinnedStep> steps, Numerics? numerics)
    {
        var inputs = new Dictionary<string, Digest>();
        foreach (var (name, artifact) in step.Inputs)
        {
            if (!steps.TryGetValue(artifact.Step, out var maker) || !maker.Outputs.TryGetValue(artifact.Output, out var digest)) return null;
            inputs[name] = digest;
        }
        return StepKey.Of(step, inputs, numerics);
    }

    private static Digest? DigestOf(IReadOnlyDictionary<string, Digest> digests, string name) => digests.TryGetValue(name, out var digest) ? digest : null;
}
