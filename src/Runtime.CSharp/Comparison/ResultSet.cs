using System.Text.Json.Nodes;
using Spindle.Contracts;
using Spindle.Execution;
using Spindle.Plans;
using Spindle.Store;

namespace Spindle.Comparison;

/// <summary>The results of a run, or those that a store holds of an experiment.</summary>
/// <param name="Store">Where they are.</param>
/// <param name="Probes">The measurements.</param>
/// <param name="Steps">The steps, in the plan's order.</param>
public sealed record ResultSet(ContentStore Store, IReadOnlyList<MeasuredProbe> Probes, IReadOnlyList<ResultStep> Steps)
{
    /// <summary>What a store holds of a plan.</summary>
    public static ResultSet Of(Plan plan, ContentStore store) => new(
        store,
        [.. plan.Probes.Select(probe => new MeasuredProbe(probe.Member, probe.Outputs))],
        [.. PlanStatus.Of(plan, store).Select(status => new ResultStep(status.Step.Id, status.Key?.Digest, status.Entry))]);

    /// <summary>What a run gave, as far as the store still holds it.</summary>
    /// <exception cref="SpindleException">The record does not say what the run measured.</exception>
    public static ResultSet Of(RunFolder run, ContentStore store)
    {
        try
        {
            if (run.ReadJson("plan.json") is not { } plan) throw new FormatException("it has no plan");
            var keys = run.ReadSteps().ToDictionary(step => step.Step, step => step.Key);
            return new(
                store,
                [.. plan.Member("probes").AsArray().Select(probe => Probe(probe ?? throw new FormatException("a probe is null")))],
                [.. plan.Member("steps").AsArray().Select(step => Step((step ?? throw new FormatException("a step is null")).Text("id"), keys, store))]);
        }
        catch (Exception problem) when (JsonFields.IsMisfit(problem))
        {
            throw new SpindleException(DiagnosticCodes.RunWithoutResults, $"the record of the run {run.Name} does not say what it measured: {problem.Message}", problem);
        }
    }

    /// <summary>Where the results were made.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Environment => ResultEnvironment.Of(Steps.Select(step => step.Entry).OfType<StepEntry>());

    private static ResultStep Step(string id, Dictionary<string, Digest?> keys, ContentStore store) =>
        keys.GetValueOrDefault(id) is { } key ? new(id, key, store.Recall(key)) : new(id, null, null);

    private static MeasuredProbe Probe(JsonNode json) => new(
        json.Text("member"),
        json.Member("outputs").AsObject().ToDictionary(
            output => output.Key,
            output => new ArtifactRef((output.Value ?? throw new FormatException("an output is null")).Text("step"), output.Value.Text("output"))));
}

/// <summary>A measurement with the artifacts that it gave.</summary>
/// <param name="Member">Its full name, as <c>wiring[seed=1]</c>.</param>
/// <param name="Outputs">Its artifacts by name.</param>
public sealed record MeasuredProbe(string Member, IReadOnlyDictionary<string, ArtifactRef> Outputs);

/// <summary>A step with what is known of it.</summary>
/// <param name="Id">The step's id.</param>
/// <param name="Key">Its key; null where an input was never known.</param>
/// <param name="Entry">Its result; null where there is none.</param>
public sealed record ResultStep(string Id, Digest? Key, StepEntry? Entry);
