using Spindle.Contracts;

namespace Spindle.Bench.Graphs;

/// <summary>Steps in a row, each of which reads what the one before it made.</summary>
[Kind("chain", Version = 1)]
public sealed record Chain : Graph
{
    /// <inheritdoc/>
    public override IReadOnlyDictionary<string, ArtifactRef> Plan(IPlanner planner)
    {
        var last = Source(planner);
        for (var place = 1L; place < Steps; place++) last = Copy(planner, place, last);
        return new Dictionary<string, ArtifactRef> { ["copy"] = last };
    }
}
