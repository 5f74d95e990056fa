using Spindle.Contracts;

namespace Spindle.Bench.Graphs;

/// <summary>One source, many steps that read it, and one that gathers what they made.</summary>
[Kind("fan", Version = 1)]
public sealed record Fan : Graph
{
    /// <inheritdoc/>
    public override IReadOnlyDictionary<string, ArtifactRef> Plan(IPlanner planner)
    {
        var source = Source(planner);
        var copies = Enumerable.Range(1, checked((int)Steps) - 2).Select(place => Copy(planner, place, source)).ToList();
        return planner.Step(new("gather", "graph/gather")
        {
            Inputs = copies.ToDictionary(copy => copy.Step, copy => copy),
            Outputs = [new("sum", ArtifactType.Record)],
        });
    }
}
