using System.Text.Json.Nodes;
using Spindle.Store;

namespace Spindle.Execution;

/// <summary>
/// Where results were made, as far as it may decide the last bits of a number: the class of device and the versions. Neither
/// host, nor user, path or time.
/// </summary>
public static class ResultEnvironment
{
    /// <summary>Which machine of its class it was, and how busy: numbers do not depend on it.</summary>
    private static readonly HashSet<string> Elsewhere = ["host", "cores"];

    /// <summary>The facts of one result, by name.</summary>
    public static IReadOnlyDictionary<string, string> Of(StepEntry entry)
    {
        var facts = Facts(entry.Provenance["environment"] as JsonObject ?? []);
        if (entry.Provenance["spindle"]?["version"] is { } version) facts["spindle"] = version.ToString();
        return facts;
    }

    /// <summary>What is not as it was where a result was made, now that its step has run again.</summary>
    internal static IReadOnlyList<EnvironmentChange> Changes(StepEntry entry, ExecutedStep again) => EnvironmentChange.Outside(
        Facts(entry.Provenance["environment"] as JsonObject ?? []).ToDictionary(fact => fact.Key, IReadOnlyList<string> (fact) => [fact.Value]),
        Facts(again.Environment));

    /// <summary>The facts of several results: every value once, in order.</summary>
    public static IReadOnlyDictionary<string, IReadOnlyList<string>> Of(IEnumerable<StepEntry> entries)
    {
        var all = new SortedDictionary<string, SortedSet<string>>(StringComparer.Ordinal);
        foreach (var (name, value) in entries.SelectMany(Of))
        {
            if (!all.TryGetValue(name, out var values)) all[name] = values = new(StringComparer.Ordinal);
            values.Add(value);
        }
        return all.ToDictionary(facts => facts.Key, IReadOnlyList<string> (facts) => [.. facts.Value]);
    }

    private static SortedDictionary<string, string> Facts(JsonObject environment)
    {
        var facts = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var (name, value) in environment)
            if (!Elsewhere.Contains(name) && value is JsonValue) facts[name] = name == "device" ? ClassOf(value.ToString()) : value.ToString();
        return facts;
    }

    /// <summary>Which of several equal devices it was does not matter.</summary>
    private static string ClassOf(string device) => device.Split(':')[0];
}
