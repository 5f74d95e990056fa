using Spindle.Contracts;

namespace Spindle.Tests.Kinds;

/// <summary>Dice: a task of another kind, with no variable to relate anything to.</summary>
[Kind("dice", Version = 1)]
public sealed record Dice : TaskSpec
{
    /// <summary>How many.</summary>
    [Range("1", "1000")] public long Number { get; init; } = 1;

    /// <inheritdoc/>
    public override TaskSignature Signature() => new(1, Duration.Milliseconds(1000), [], [new("eyes", Number, "")], [], []);

    /// <inheritdoc/>
    public override IReadOnlyDictionary<string, ArtifactRef> Plan(IPlanner planner) => planner.Step(new("throw", "dice/throw")
    {
        Parameters = new Dictionary<string, object> { ["number"] = Number },
        Outputs = [new("data", ArtifactType.Tensors)],
    });
}

/// <summary>Throws dice.</summary>
[Operation("dice/throw", Random = true)]
public sealed class DiceThrow : IOperation
{
    /// <inheritdoc/>
    public void Run(IStepContext context)
    {
        var stream = context.Random("dice.eyes");
        var eyes = new long[context.Parameter<long>("number")];
        for (var i = 0; i < eyes.Length; i++) eyes[i] = stream.At(i).Integer(6) + 1;
        context.WriteTensors("data", new Dictionary<string, TensorData> { ["eyes"] = TensorData.Of<long>(eyes, eyes.Length) });
    }
}
