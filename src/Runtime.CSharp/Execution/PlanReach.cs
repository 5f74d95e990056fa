using System.Text.Json.Nodes;
using Spindle.Contracts;
using Spindle.Plans;
using Spindle.Store;

namespace Spindle.Execution;

/// <summary>What plans ask a store for, found without noting a use: the roots of a collection.</summary>
public static class PlanReach
{
    /// <summary>The keys of all steps whose inputs are known.</summary>
    public static IReadOnlyList<Digest> Keys(Plan plan, ContentStore store) => Keys(plan.Steps, store);

    /// <summary>The keys that the plans of running processes ask for, as far as their inputs are known.</summary>
    /// <exception cref="StoreException">The records cannot be read.</exception>
    public static IReadOnlySet<Digest> OfRunning(ContentStore store)
    {
        var keys = new HashSet<Digest>();
        foreach (var run in RunFolder.List(store))
        {
            if (run.ReadHeader() is not { State: RunState.Running } header || run.ReadJson("plan.json") is not { } plan) continue;
            keys.UnionWith(Keys(Steps(plan), store, new(header.Details["numerics"] as JsonObject)));
        }
        return keys;
    }

    private static List<Digest> Keys(IReadOnlyList<Step> steps, ContentStore store, Numerics? numerics = null)
    {
        var known = new Dictionary<string, StepEntry>();
        var keys = new List<Digest>(steps.Count);
        foreach (var step in steps)
        {
            if (InputsOf(step, known) is not { } inputs) continue;
            var key = StepKey.Of(step, inputs, numerics).Digest;
            keys.Add(key);
            if (store.Recall(key) is { } entry) known[step.Id] = entry;
        }
        return keys;
    }

    private static Dictionary<string, Digest>? InputsOf(Step step, Dictionary<string, StepEntry> known)
    {
        var inputs = new Dictionary<string, Digest>();
        foreach (var (name, artifact) in step.Inputs)
        {
            if (known.GetValueOrDefault(artifact.Step)?.Outputs.FirstOrDefault(output => output.Name == artifact.Output) is not { } output) return null;
            inputs[name] = output.Digest;
        }
        return inputs;
    }

    /// <summary>The steps of a plan's canonical form, with what a key needs of them. One that does not read keeps nothing.</summary>
    private static IReadOnlyList<Step> Steps(JsonObject plan)
    {
        try
        {
            return [.. plan["steps"]!.AsArray().Select(step => new Step(
                step!["id"]!.GetValue<string>(),
                step["operation"]!.GetValue<string>(),
                step["version"]!.GetValue<int>(),
                step["parameters"]!.AsObject(),
                step["inputs"]!.AsObject().ToDictionary(input => input.Key, input => Artifact(input.Value!.GetValue<string>())),
                [.. step["outputs"]!.AsArray().Select(output => new OutputDeclaration(output!.GetValue<string>(), default))],
                new(step["resources"]!["device"]!.GetValue<string>(), 1)))];
        }
        catch (Exception problem) when (problem is NullReferenceException or InvalidOperationException or FormatException or ArgumentException)
        {
            return [];
        }
    }

    private static ArtifactRef Artifact(string text) =>
        text.LastIndexOf('#') is var at and > 0 ? new(text[..at], text[(at + 1)..]) : throw new FormatException($"'{text}' is no artifact");
}
