using System.Text.Json.Nodes;
using Spindle.Catalog;
using Spindle.Contracts;

namespace Spindle.Plans;

/// <summary>The canonical JSON form of a plan, to print, diff and commit.</summary>
public static class PlanJson
{
    /// <summary>A step as plain data.</summary>
    public static JsonObject Write(Step step) => new()
    {
        ["id"] = step.Id,
        ["operation"] = step.Operation,
        ["version"] = step.Version,
        ["parameters"] = step.Parameters.DeepClone(),
        ["inputs"] = new JsonObject(step.Inputs.Select(input => KeyValuePair.Create(input.Key, (JsonNode?)input.Value.ToString()))),
        ["outputs"] = new JsonArray([.. step.Outputs.Select(output => (JsonNode)output.Name)]),
        ["resources"] = Write(step.Resources),
    };

    private static JsonObject Write(Resources resources)
    {
        var json = new JsonObject { ["device"] = resources.Device, ["threads"] = resources.Threads };
        if (!resources.Limits.AreNone) json["limits"] = Write(resources.Limits);
        return json;
    }

    private static JsonObject Write(StepLimits limits)
    {
        var json = new JsonObject();
        if (limits.Time is { } time) json["time"] = ScalarText.Quantity(Duration.Units, time.Canonical);
        if (limits.Memory is { } memory) json["memory"] = ScalarText.Quantity(MemorySize.Units, memory.Canonical);
        return json;
    }

    /// <summary>A plan as plain data.</summary>
    public static JsonObject Write(Plan plan) => new()
    {
        ["experiment"] = plan.Experiment,
        ["steps"] = new JsonArray([.. plan.Steps.Select(step => (JsonNode)Write(step))]),
        ["probes"] = new JsonArray([.. plan.Probes.Select(probe => (JsonNode)Write(probe))]),
    };

    private static JsonObject Write(PlannedProbe probe) => new()
    {
        ["member"] = probe.Member,
        ["outputs"] = new JsonObject(probe.Outputs.Select(output => KeyValuePair.Create(
            output.Key, (JsonNode?)new JsonObject { ["step"] = output.Value.Step, ["output"] = output.Value.Output }))),
    };
}
