using System.Text.Json.Nodes;
using Spindle.Contracts;

namespace Spindle.Tests.Kinds;

/// <summary>The weather: a task whose operation breaks its promise and gives something else every time.</summary>
[Kind("weather", Version = 1)]
public sealed record Weather : TaskSpec
{
    /// <summary>How many days.</summary>
    [Range("1", "1000")] public long Days { get; init; } = 3;

    /// <inheritdoc/>
    public override TaskSignature Signature() => new(Days, Duration.Milliseconds(1000), [], [new("rain", 1, "")], [], []);

    /// <inheritdoc/>
    public override IReadOnlyDictionary<string, ArtifactRef> Plan(IPlanner planner) => planner.Step(new("days", "weather/observe")
    {
        Parameters = new Dictionary<string, object> { ["days"] = Days },
        Outputs = [new("data", ArtifactType.Tensors), new("rain", ArtifactType.Table), new("summary", ArtifactType.Record), new("place", ArtifactType.Record)],
    });
}

/// <summary>Observes the weather; where it does, stays the same.</summary>
[Operation("weather/observe")]
public sealed class WeatherObserve : IOperation
{
    /// <inheritdoc/>
    public void Run(IStepContext context)
    {
        var rain = new double[context.Parameter<long>("days")];
        for (var i = 0; i < rain.Length; i++) rain[i] = 1 + Random.Shared.NextDouble();
        context.WriteTensors("data", new Dictionary<string, TensorData> { ["rain"] = TensorData.Of<double>(rain, rain.Length) });
        context.WriteTable("rain", new([new NumberColumn("rain", "mm", rain)]));
        context.WriteRecord("summary", new JsonObject { ["most"] = rain.Max() });
        context.WriteRecord("place", new JsonObject { ["name"] = "here" });
    }
}
