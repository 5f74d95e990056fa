using System.Text.Json.Nodes;
using Spindle.Plans;

namespace Spindle.Reports;

/// <summary>Reads from a plan's steps what its models are made of.</summary>
internal static class ModelOutline
{
    private const string Prefix = "models/";

    /// <summary>The models in the order of the plan.</summary>
    public static IReadOnlyList<ModelFacts> Of(Plan plan) =>
        [.. plan.Steps.Where(step => step.Id.StartsWith(Prefix, StringComparison.Ordinal))
            .GroupBy(step => Member(step.Id))
            .Select(steps => new ModelFacts(steps.Key, [.. Parts(steps.Key, [.. steps]).DistinctBy(part => part.Name)]))];

    /// <summary>What stands between the prefix and the first slash outside of brackets.</summary>
    private static string Member(string id)
    {
        var depth = 0;
        for (var i = Prefix.Length; i < id.Length; i++)
        {
            if (id[i] == '[') depth++;
            else if (id[i] == ']') depth--;
            else if (id[i] == '/' && depth == 0) return id[Prefix.Length..i];
        }
        return id[Prefix.Length..];
    }

    private static IEnumerable<Fact> Parts(string member, IReadOnlyList<Step> steps)
    {
        var open = member.IndexOf('[', StringComparison.Ordinal);
        if (open >= 0)
        {
            foreach (var axis in member[(open + 1)..].TrimEnd(']').Split(','))
            {
                if (axis.Split('=', 2) is [var name, var value]) yield return new(name, value);
            }
        }
        foreach (var (name, value) in steps.SelectMany(step => step.Parameters))
        {
            if (value is JsonObject spec && spec["kind"] is { } kind) yield return new($"{name} kind", kind.ToString());
        }
        yield return new("steps", NumberText.Write(steps.Count));
    }
}
