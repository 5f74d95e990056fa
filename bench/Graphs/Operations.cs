using System.Text.Json.Nodes;
using Spindle.Contracts;

namespace Spindle.Bench.Graphs;

/// <summary>Makes the first record.</summary>
[Operation("graph/source", Version = 1)]
public sealed class SourceOperation : IOperation
{
    /// <inheritdoc/>
    public void Run(IStepContext context) => context.WriteRecord("source", new JsonObject { ["n"] = 1 });
}

/// <summary>Writes a record again, with the step's place.</summary>
[Operation("graph/copy", Version = 1)]
public sealed class CopyOperation : IOperation
{
    /// <inheritdoc/>
    public void Run(IStepContext context)
    {
        _ = context.ReadRecord("source");
        context.WriteRecord("copy", new JsonObject { ["n"] = context.Parameter<long>("place") });
    }
}

/// <summary>Counts the records that it is given.</summary>
[Operation("graph/gather", Version = 1)]
public sealed class GatherOperation : IOperation
{
    /// <inheritdoc/>
    public void Run(IStepContext context) => context.WriteRecord("sum", new JsonObject { ["n"] = 0 });
}
