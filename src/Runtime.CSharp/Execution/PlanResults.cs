using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Spindle.Artifacts;
using Spindle.Contracts;
using Spindle.Plans;
using Spindle.Store;

namespace Spindle.Execution;

/// <summary>The results of a plan that the store holds, read as what they are.</summary>
/// <param name="store">The store.</param>
/// <param name="entries">The results, by the ids of the steps.</param>
public sealed class PlanResults(ContentStore store, IReadOnlyDictionary<string, StepEntry> entries)
{
    /// <summary>The results of the steps that are cached.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="store">The store.</param>
    /// <param name="numerics">Whose results are accepted; null for everybody's.</param>
    public static PlanResults Of(Plan plan, ContentStore store, Numerics? numerics = null) =>
        new(store, PlanStatus.Of(plan, store, numerics).Where(status => status.Entry is not null).ToDictionary(status => status.Step.Id, status => status.Entry!));

    /// <summary>The results of a run that brought every step up to date.</summary>
    public static PlanResults Of(RunSummary summary, ContentStore store) =>
        new(store, summary.Steps.Where(step => step.Entry is not null).ToDictionary(step => step.Step, step => step.Entry!));

    /// <summary>The result of a step; null where it is not known.</summary>
    public StepEntry? Entry(string step) => entries.GetValueOrDefault(step);

    /// <summary>How an artifact is stored; null where it is not known.</summary>
    public StoredOutput? Find(ArtifactRef artifact) => Entry(artifact.Step)?.Outputs.FirstOrDefault(output => output.Name == artifact.Output);

    /// <summary>The named numbers of a measurement; null where it is not known.</summary>
    /// <exception cref="StoreException">The record is gone or damaged.</exception>
    public IReadOnlyDictionary<string, double>? Metrics(PlannedProbe probe) =>
        probe.Outputs.TryGetValue("metrics", out var metrics) && Find(metrics) is { } stored
            ? Record(stored).ToDictionary(metric => metric.Key, metric => metric.Value!.GetValue<double>())
            : null;

    /// <summary>Why a measurement lacks some of its numbers, by their names: its output <c>absent</c>, where it has one.</summary>
    /// <exception cref="StoreException">The record is gone or damaged.</exception>
    public IReadOnlyDictionary<string, string> Absent(PlannedProbe probe) =>
        probe.Outputs.TryGetValue("absent", out var absent) && Find(absent) is { Type: ArtifactType.Record } stored
            ? Record(stored).Where(reason => reason.Value?.GetValueKind() == JsonValueKind.String).ToDictionary(reason => reason.Key, reason => reason.Value!.GetValue<string>())
            : new Dictionary<string, string>();

    /// <summary>An artifact that is a record.</summary>
    /// <exception cref="StoreException">It is gone or damaged.</exception>
    public JsonObject Record(StoredOutput stored) => JsonNode.Parse(Text(stored))!.AsObject();

    /// <summary>An artifact that is text: a record, a figure, SVG.</summary>
    /// <exception cref="StoreException">It is gone or damaged.</exception>
    public string Text(StoredOutput stored)
    {
        using var content = store.Open(stored);
        return Encoding.UTF8.GetString(content.Memory.Span);
    }

    /// <summary>An artifact that is a table.</summary>
    /// <exception cref="StoreException">It is gone or damaged.</exception>
    public Table Table(StoredOutput stored)
    {
        using var content = store.Open(stored);
        using var stream = content.OpenStream();
        return ParquetTable.Read(stream);
    }

    /// <summary>The bytes of an artifact as they are stored.</summary>
    /// <exception cref="StoreException">It is gone or damaged.</exception>
    public BlobContent Bytes(StoredOutput stored) => store.Open(stored);
}
