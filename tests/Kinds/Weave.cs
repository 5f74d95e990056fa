using System.Runtime.InteropServices;
using System.Text.Json.Nodes;
using Spindle.Contracts;
using Spindle.Plans;

namespace Spindle.Tests.Kinds;

/// <summary>A cloth of many small steps for campaigns of faults: each reads two of the row before, and every byte that it reads decides what it makes.</summary>
[Kind("weave", Version = 1)]
public sealed record Weave : TaskSpec
{
    /// <summary>Steps beside each other.</summary>
    [PlanOnly, Range("1", "1000")] public long Columns { get; init; } = 8;

    /// <summary>Steps after each other.</summary>
    [PlanOnly, Range("1", "10000")] public long Rows { get; init; } = 12;

    /// <summary>What the first row is made from.</summary>
    [PlanOnly] public long Thread { get; init; } = 1;

    /// <summary>How many steps at the end run in worker processes.</summary>
    [PlanOnly, Range("0", "100")] public long Elsewhere { get; init; }

    /// <summary>How many milliseconds a step takes at least.</summary>
    [PlanOnly, Range("0", "60000")] public long Rest { get; init; }

    /// <inheritdoc/>
    public override TaskSignature Signature() => new(1, Duration.Milliseconds(1000), [], [new("cloth", 1, "")], [], []);

    /// <inheritdoc/>
    public override IReadOnlyDictionary<string, ArtifactRef> Plan(IPlanner planner)
    {
        var row = new ArtifactRef[Columns];
        for (var i = 0; i < Columns; i++) row[i] = Knot(planner, "weave/knot", $"0/{i}", i, []);
        for (var r = 1; r < Rows; r++)
            row = [.. row.Select((above, i) => Knot(planner, "weave/knot", $"{r}/{i}", i + r, [above, row[(i + 1) % row.Length]]))];
        var last = row[0];
        for (var i = 0; i < Elsewhere; i++) last = Knot(planner, "weave/knot_elsewhere", $"elsewhere/{i}", i, [last]);
        return new Dictionary<string, ArtifactRef> { ["data"] = Knot(planner, "weave/knot", "hem", 0, [last, .. row.Skip(1)]) };
    }

    private ArtifactRef Knot(IPlanner planner, string operation, string name, long place, ArtifactRef[] above) => planner.Step(new(name, operation)
    {
        Parameters = new Dictionary<string, object> { ["thread"] = Thread, ["place"] = place, ["rest"] = Rest, ["above"] = (long)above.Length },
        Inputs = above.Select((artifact, i) => (artifact, i)).ToDictionary(input => $"in{input.i}", input => input.artifact),
        Outputs = [new("data", ArtifactType.Tensors), new("count", ArtifactType.Record)],
    })["data"];
}

/// <summary>
/// Ties a knot: numbers that follow from all that was read, of a size that stands inside an entry, has a file of its own,
/// or is large enough to be mapped into memory.
/// </summary>
[Operation("weave/knot")]
public sealed class Knot : IOperation
{
    private static readonly int[] Sizes = [16, 300, 1500, 16, 12000];

    /// <inheritdoc/>
    public void Run(IStepContext context)
    {
        if (context.Parameter<long>("rest") is var rest and > 0) context.Cancellation.WaitHandle.WaitOne(TimeSpan.FromMilliseconds(rest));
        context.Cancellation.ThrowIfCancellationRequested();
        var place = context.Parameter<long>("place");
        var seed = $"{context.Parameter<long>("thread")}/{place}";
        for (var i = 0; i < context.Parameter<long>("above"); i++) seed += "/" + Digest.Of(context.ReadTensors($"in{i}")["cloth"].Bytes.Span).Hex;
        var start = MemoryMarshal.Read<long>(Convert.FromHexString(Digest.Of(seed).Hex));
        var cloth = new long[Sizes[place % Sizes.Length]];
        for (var i = 0; i < cloth.Length; i++) cloth[i] = start = start * 6364136223846793005 + 1442695040888963407;
        context.WriteTensors("data", new Dictionary<string, TensorData> { ["cloth"] = TensorData.Of<long>(cloth, cloth.Length) });
        context.WriteRecord("count", new JsonObject { ["numbers"] = cloth.Length });
    }
}

/// <summary>Ties a knot in a worker process.</summary>
[Operation("weave/knot_elsewhere", Tensors = true)]
public sealed class KnotElsewhere : IOperation
{
    /// <inheritdoc/>
    public void Run(IStepContext context) => new Knot().Run(context);
}
