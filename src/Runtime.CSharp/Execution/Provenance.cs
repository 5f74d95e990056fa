using System.Globalization;
using System.Text.Json.Nodes;
using Spindle.Plans;

namespace Spindle.Execution;

/// <summary>Writes down how a result came to be; kept with it, never part of its key.</summary>
/// <param name="experiment">The experiment's name.</param>
/// <param name="run">The run's name.</param>
internal sealed class Provenance(string experiment, string run)
{
    private readonly Lazy<JsonObject> program = new(Program);

    /// <summary>The provenance of one executed step.</summary>
    /// <param name="work">The step with what it read.</param>
    /// <param name="environment">What ran where.</param>
    /// <param name="started">When it started.</param>
    /// <param name="seconds">How long it took.</param>
    public JsonObject Of(StepWork work, JsonObject environment, DateTimeOffset started, double seconds)
    {
        var step = work.Step;
        var json = new JsonObject
        {
            ["step"] = step.Id,
            ["operation"] = step.Operation,
            ["version"] = step.Version,
            ["experiment"] = experiment,
            ["run"] = run,
            ["started"] = started.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture),
            ["seconds"] = Math.Round(seconds, 6),
            ["threads"] = step.Resources.Threads,
            ["inputs"] = new JsonObject(step.Inputs.Select(input => KeyValuePair.Create(input.Key, (JsonNode?)new JsonObject
            {
                ["step"] = input.Value.Step,
                ["output"] = input.Value.Output,
                ["digest"] = work.Inputs[input.Key].Digest.Hex,
            }))),
            ["environment"] = environment.DeepClone(),
            ["spindle"] = program.Value.DeepClone(),
        };
        if (step.Parameters["random"] is { } seeds) json["seeds"] = seeds.DeepClone();
        return json;
    }

    private static JsonObject Program()
    {
        var assembly = typeof(Provenance).Assembly;
        var json = new JsonObject { ["version"] = assembly.GetName().Version?.ToString(3) ?? "" };
        if (assembly.Location.Length > 0) json["assembly"] = Digest.Of(File.ReadAllBytes(assembly.Location)).Hex;
        return json;
    }
}
