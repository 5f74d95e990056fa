using Spindle.Contracts;

namespace Spindle.Bench.Graphs;

/// <summary>A graph of trivial steps: each reads one small record and writes it again.</summary>
public abstract record Graph : TaskSpec
{
    /// <summary>How many steps.</summary>
    [Range("3", "10000000"), PlanOnly] public long Steps { get; init; } = 100;

    /// <inheritdoc/>
    public override TaskSignature Signature() => new(1, Duration.Milliseconds(1), [], [], [], []);

    /// <summary>Plans a step that makes a record from another.</summary>
    protected static ArtifactRef Copy(IPlanner planner, long place, ArtifactRef source) => planner.Step(new($"{place}", "graph/copy")
    {
        Parameters = new Dictionary<string, object> { ["place"] = place },
        Inputs = new Dictionary<string, ArtifactRef> { ["source"] = source },
        Outputs = [new("copy", ArtifactType.Record)],
    })["copy"];

    /// <summary>Plans the step that makes the first record.</summary>
    protected static ArtifactRef Source(IPlanner planner) =>
        planner.Step(new("source", "graph/source") { Outputs = [new("source", ArtifactType.Record)] })["source"];
}
