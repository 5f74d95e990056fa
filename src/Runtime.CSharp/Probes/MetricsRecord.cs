using System.Text.Json.Nodes;
using Spindle.Contracts;

namespace Spindle.Probes;

/// <summary>The numbers of a probe, as its step hands them over.</summary>
internal static class MetricsRecord
{
    /// <summary>Writes the output <c>metrics</c>: a flat record of names and numbers.</summary>
    public static void WriteMetrics(this IStepContext context, IReadOnlyDictionary<string, double> metrics) =>
        context.WriteRecord("metrics", new JsonObject(metrics.Select(metric => KeyValuePair.Create(metric.Key, (JsonNode?)JsonValue.Create(metric.Value)))));
}
