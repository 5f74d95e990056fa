using System.Text.Json.Nodes;

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
        ["resources"] = new JsonObject { ["device"] = step.Resources.Device, ["threads"] = step.Resources.Threads },
    };

    /// <summary>A plan as plain data.</summary>
    public static JsonObject Write(Plan plan) => new()
    {
        ["experiment"] = plan.Experiment,
        ["steps"] = new JsonArray([.. plan.Steps.Select(step => (JsonNode)Write(step))]),
    };
}
