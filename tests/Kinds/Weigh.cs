using System.Text.Json.Nodes;
using Spindle.Contracts;

namespace Spindle.Tests.Kinds;

/// <summary>The weight of a file, in bytes: a probe that measures nothing that is declared.</summary>
[Kind("weigh", Version = 1)]
public sealed record Weigh : ProbeSpec
{
    /// <summary>The file.</summary>
    public required DataFile File { get; init; }

    /// <summary>How much each byte weighs.</summary>
    public long Gravity { get; init; } = 1;

    /// <inheritdoc/>
    public override Subject Target => Subject.None;

    /// <inheritdoc/>
    public override IEnumerable<Metric> Metrics(PlannedSubject subject) => [new("weight", "", "The weight.")];

    /// <inheritdoc/>
    public override IReadOnlyDictionary<string, ArtifactRef> Plan(IPlanner planner, PlannedSubject subject) => planner.Step(new("", "weigh/scale")
    {
        Parameters = new Dictionary<string, object> { ["probe"] = this },
        Outputs = [new("metrics", ArtifactType.Record)],
    });
}

/// <summary>Weighs a file.</summary>
[Operation("weigh/scale")]
public sealed class WeighScale : IOperation
{
    /// <inheritdoc/>
    public void Run(IStepContext context)
    {
        var probe = context.Parameter<Weigh>("probe");
        using var file = context.ReadFile(probe.File);
        using var content = new MemoryStream();
        file.CopyTo(content);
        context.WriteRecord("metrics", new JsonObject { ["weight"] = (double)(content.Length * probe.Gravity) });
    }
}
