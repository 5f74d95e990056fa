using System.Text.Json.Nodes;
using Spindle.Contracts;

namespace Spindle.Tests.Kinds;

/// <summary>A coin that is tossed some times: the smallest task there is.</summary>
[Kind("coin", Version = 1)]
public sealed record Coin : TaskSpec
{
    /// <summary>How often it is tossed.</summary>
    [Range("1", "1000000")] public long Tosses { get; init; } = 10;

    /// <summary>How likely heads are.</summary>
    [Range("0", "1")] public double Heads { get; init; } = 0.5;

    /// <inheritdoc/>
    public override TaskSignature Signature() => new(Tosses, Duration.Milliseconds(1000), [], [new("side", 1, "")], [], []);

    /// <inheritdoc/>
    public override IReadOnlyDictionary<string, ArtifactRef> Plan(IPlanner planner) => planner.Step(new("tosses", "coin/toss")
    {
        Parameters = new Dictionary<string, object> { ["coin"] = this },
        Outputs = [new("sides", ArtifactType.Tensors), new("count", ArtifactType.Record)],
    });
}

/// <summary>Tosses a coin.</summary>
[Operation("coin/toss", Random = true)]
public sealed class CoinToss : IOperation
{
    /// <inheritdoc/>
    public void Run(IStepContext context)
    {
        var coin = context.Parameter<Coin>("coin");
        var stream = context.Random("tosses");
        var sides = new long[coin.Tosses];
        for (var i = 0; i < sides.Length; i++) sides[i] = stream.At(i).Uniform() < coin.Heads ? 1 : 0;
        context.WriteTensors("sides", new Dictionary<string, TensorData> { ["sides"] = TensorData.Of<long>(sides, sides.Length) });
        context.WriteRecord("count", new JsonObject { ["heads"] = sides.Sum() });
    }
}
