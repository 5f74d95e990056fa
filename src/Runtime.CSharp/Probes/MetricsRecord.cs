using System.Text.Json.Nodes;
using Spindle.Contracts;

namespace Spindle.Probes;

/// <summary>The numbers of a probe, as its step hands them over.</summary>
internal static class MetricsRecord
{
    /// <summary>Writes the output <c>metrics</c>: a flat record of names and numbers.</summary>
    public static void WriteMetrics(this IStepContext context, IReadOnlyDictionary<string, double> metrics)
    {
        var record = new JsonObject();
        foreach (var (name, value) in metrics) record[name] = value;
        context.WriteRecord("metrics", record);
    }
}
