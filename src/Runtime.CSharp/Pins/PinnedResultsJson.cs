using System.Text;
using System.Text.Json.Nodes;
using Spindle.Contracts;
using Spindle.Plans;
using Spindle.Store;

namespace Spindle.Pins;

/// <summary>
/// The text of a lock file: JSON with sorted members, one fact of the environment and one step a line, so that a review shows
/// what changed. Equal results give equal bytes.
/// </summary>
public static class PinnedResultsJson
{
    /// <summary>The format. 1 (2026-11-24): experiment, environment, and of every step id, key and digests of outputs.</summary>
    public const int Format = 1;

    /// <summary>The text.</summary>
    public static string Write(PinnedResults pinned)
    {
        var text = new StringBuilder();
        text.Append("{\n\"environment\":{");
        AppendLines(text, pinned.Environment.OrderBy(fact => fact.Key, StringComparer.Ordinal), fact =>
            $"{CanonicalJson.Write(fact.Key)}:{CanonicalJson.Write(new JsonArray([.. fact.Value.Select(value => (JsonNode)value)]))}");
        text.Append("},\n\"experiment\":").Append(CanonicalJson.Write(pinned.Experiment));
        text.Append(",\n\"format\":").Append(Format);
        text.Append(",\n\"steps\":[");
        AppendLines(text, pinned.Steps, step => CanonicalJson.Write(Write(step)));
        return text.Append("]\n}\n").ToString();
    }

    /// <summary>Reads a lock file back.</summary>
    /// <exception cref="SpindleException">It is damaged, or of another format.</exception>
    public static PinnedResults Read(string text)
    {
        try
        {
            var json = JsonNode.Parse(text) as JsonObject ?? throw new FormatException("it is no JSON object");
            if (json.Whole("format") is var format && format != Format)
                throw new SpindleException(DiagnosticCodes.LockOfAnotherFormat, $"the lock file has format {format}, and this Spindle reads format {Format}");
            var steps = json.Member("steps").AsArray().Select(Step).ToList();
            if (steps.GroupBy(step => step.Id).FirstOrDefault(group => group.Count() > 1) is { } twice)
                throw new FormatException($"two steps are called '{twice.Key}'");
            return new(json.Text("experiment"), json.Member("environment").AsObject().ToDictionary(fact => fact.Key, Values), steps);
        }
        catch (Exception problem) when (JsonFields.IsMisfit(problem))
        {
            throw new SpindleException(DiagnosticCodes.LockDamaged, $"the lock file is damaged: {problem.Message}", problem);
        }
    }

    private static void AppendLines<T>(StringBuilder text, IEnumerable<T> items, Func<T, string> line)
    {
        var separator = "\n";
        foreach (var item in items)
        {
            text.Append(separator).Append(line(item));
            separator = ",\n";
        }
        if (separator.Length > 1) text.Append('\n');
    }

    private static JsonObject Write(PinnedStep step) => new()
    {
        ["id"] = step.Id,
        ["key"] = step.Key.Hex,
        ["outputs"] = new JsonObject(step.Outputs.Select(output => KeyValuePair.Create(output.Key, (JsonNode?)output.Value.Hex))),
    };

    private static PinnedStep Step(JsonNode? json) => new(
        (json ?? throw new FormatException("a step is null")).Text("id"),
        json.Digest("key"),
        json.Member("outputs").AsObject().ToDictionary(output => output.Key, output => json.Member("outputs").Digest(output.Key)));

    private static IReadOnlyList<string> Values(KeyValuePair<string, JsonNode?> fact) =>
        [.. (fact.Value ?? throw new FormatException($"'{fact.Key}' is null")).AsArray().Select(value => value?.GetValue<string>() ?? throw new FormatException("a value is null"))];
}
