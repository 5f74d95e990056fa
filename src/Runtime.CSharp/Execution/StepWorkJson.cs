using System.Text.Json.Nodes;
using Spindle.Contracts;
using Spindle.Store;

namespace Spindle.Execution;

/// <summary>A step to run as a line that one process sends to another.</summary>
internal static class StepWorkJson
{
    /// <summary>Writes a step; the content of what it reads lies in the store, or goes along.</summary>
    public static JsonObject Write(StepWork work, ContentStore store) => new()
    {
        ["id"] = work.Step.Id,
        ["operation"] = work.Step.Operation,
        ["version"] = work.Step.Version,
        ["parameters"] = work.Step.Parameters.DeepClone(),
        ["outputs"] = new JsonArray([.. work.Step.Outputs.Select(output =>
            (JsonNode)new JsonObject { ["name"] = output.Name, ["type"] = output.Type.ToString(), ["gaps"] = output.Gaps })]),
        ["threads"] = work.Step.Resources.Threads,
        ["inputs"] = new JsonObject(work.Inputs.Select(input => KeyValuePair.Create(input.Key, (JsonNode?)store.Pack(input.Value)))),
        ["device"] = work.Device,
        ["files"] = new JsonArray([.. work.Files.Values.Select(file => (JsonNode)file.ToJson())]),
    };

    /// <summary>Reads a step, and puts what went along at the store's disposal.</summary>
    public static StepWork Read(JsonObject json, ContentStore store) => new(
        new(
            json.Text("id"),
            json.Text("operation"),
            (int)json.Whole("version"),
            json.Member("parameters").DeepClone().AsObject(),
            new Dictionary<string, ArtifactRef>(),
            [.. json.Member("outputs").AsArray().Select(output =>
                new OutputDeclaration(output!.Text("name"), Type(output!)) { Gaps = output!.Member("gaps").GetValue<bool>() })],
            new("any", (int)json.Whole("threads"))),
        json.Member("inputs").AsObject().ToDictionary(input => input.Key, input => store.Unpack(input.Value!)),
        json.Text("device"),
        json.Member("files").AsArray().Select(file => FrozenFile.Read(file!)).ToDictionary(file => file.Digest));

    private static ArtifactType Type(JsonNode json) => Enum.Parse<ArtifactType>(json.Text("type"));
}
