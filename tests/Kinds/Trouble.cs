using Spindle.Contracts;

namespace Spindle.Tests.Kinds;

/// <summary>A task whose only step gets into trouble.</summary>
[Kind("trouble", Version = 3)]
[VersionNote(2, "2026-11-20", "the first kind of trouble was too mild")]
[VersionNote(3, "2026-11-24", "numbers are in metres")]
public sealed record Trouble : TaskSpec
{
    /// <summary>What goes wrong: <c>throw</c>, <c>hang</c> or <c>nan</c>; else nothing.</summary>
    public string How { get; init; } = "";

    /// <summary>A number that changes the key alone.</summary>
    public long Of { get; init; } = 1;

    /// <inheritdoc/>
    public override TaskSignature Signature() => new(1, Duration.Milliseconds(1000), [], [], [], []);

    /// <inheritdoc/>
    public override IReadOnlyDictionary<string, ArtifactRef> Plan(IPlanner planner) => planner.Step(new("", "trouble/make")
    {
        Parameters = new Dictionary<string, object> { ["how"] = How, ["of"] = Of },
        Outputs = [new("data", ArtifactType.Tensors)],
    });
}

/// <summary>Makes trouble in a worker process.</summary>
[Operation("trouble/make", Tensors = true)]
public sealed class MakeTrouble : IOperation
{
    /// <inheritdoc/>
    public void Run(IStepContext context)
    {
        Console.WriteLine("this is printed");
        context.Progress(0.25, "so far so good");
        var how = context.Parameter<string>("how");
        if (how == "throw") throw new ArithmeticException("the numbers do not add up");
        if (how == "hang") Thread.Sleep(Timeout.Infinite);
        var value = how == "nan" ? double.NaN : context.Parameter<long>("of");
        context.WriteTensors("data", new Dictionary<string, TensorData> { ["data"] = TensorData.Of<double>([value], 1) });
    }
}
