using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Spindle.Execution;
using Spindle.Plans;
using Spindle.Store;

namespace Spindle.Reports;

/// <summary>Tells of a plan's results how they were made.</summary>
internal static class ExplanationTrail
{
    /// <summary>A page with more would be slow to open; what is left out can still be asked for by name.</summary>
    private const int Most = 400;

    private static readonly JsonSerializerOptions Indented = new()
    {
        WriteIndented = true,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>The explanations in the order of the plan; of a large plan those nearest to the measurements.</summary>
    public static IReadOnlyList<Explanation> Of(Plan plan, PlanResults results)
    {
        var chosen = Nearest(plan);
        return [.. from step in plan.Steps
                   where chosen.Contains(step.Id)
                   let entry = results.Entry(step.Id)
                   where entry is not null
                   select Of(step, entry)];
    }

    /// <summary>The measurements and figures first, then what they read, and so on.</summary>
    private static HashSet<string> Nearest(Plan plan)
    {
        var steps = plan.Steps.ToDictionary(step => step.Id);
        var measured = plan.Probes.SelectMany(probe => probe.Outputs.Values).Select(output => output.Step).ToHashSet();
        var figures = plan.Steps.Where(step => step.Inputs.Values.Any(input => measured.Contains(input.Step))).Select(step => step.Id);
        var open = new Queue<string>(measured.Concat(figures));
        var chosen = new HashSet<string>();
        while (chosen.Count < Most && open.TryDequeue(out var next))
        {
            if (!chosen.Add(next)) continue;
            foreach (var input in steps[next].Inputs.Values) open.Enqueue(input.Step);
        }
        return chosen;
    }

    private static Explanation Of(Step step, StepEntry entry)
    {
        var provenance = entry.Provenance;
        return new(step.Id, step.Operation, step.Version, entry.Key.Hex)
        {
            Parameters = step.Parameters.ToJsonString(Indented),
            Seeds = Facts(step.Parameters["random"]),
            Inputs = Inputs(step, provenance),
            Outputs = [.. entry.Outputs.Select(output => new OutputFacts(output.Name, output.Type, output.Digest.Hex, output.Size))],
            Environment = [.. Facts(provenance["environment"]), .. Facts(provenance["spindle"]).Select(fact => new Fact($"spindle {fact.Name}", fact.Value))],
            Run = provenance["run"]?.ToString() ?? "",
            Started = provenance["started"]?.ToString() ?? "",
            Seconds = provenance["seconds"] is JsonValue seconds && seconds.TryGetValue<double>(out var value) ? value : double.NaN,
        };
    }

    private static IReadOnlyList<InputFacts> Inputs(Step step, JsonObject provenance) =>
        [.. step.Inputs.Select(input => new InputFacts(
            input.Key, input.Value.Step, input.Value.Output, provenance["inputs"]?[input.Key]?["digest"]?.ToString() ?? ""))];

    private static IReadOnlyList<Fact> Facts(JsonNode? values) =>
        values is JsonObject named ? [.. named.Select(value => new Fact(value.Key, Text(value.Value)))] : [];

    private static string Text(JsonNode? value) =>
        value is JsonValue number && number.TryGetValue<double>(out var parsed) ? parsed.ToString(CultureInfo.InvariantCulture) : value?.ToString() ?? "";
}
