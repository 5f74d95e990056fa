using Spindle.Contracts;

namespace Spindle.Tests.Kinds;

/// <summary>A network of one number a unit.</summary>
[Kind("net", Version = 1)]
public sealed record Net : ArchitectureSpec
{
    /// <summary>Units.</summary>
    [Range("1", "1000")] public long Units { get; init; } = 8;

    /// <summary>How many of them are hidden.</summary>
    [Range("0", "1000")] public long Hidden { get; init; } = 4;

    /// <inheritdoc/>
    public override IEnumerable<Problem> Validate()
    {
        if (Hidden > Units)
            yield return new(DiagnosticCodes.ImpossibleShape, nameof(Hidden), $"{Hidden} hidden units in a net of {Units}", "lower hidden or raise units");
    }

    /// <inheritdoc/>
    public override IEnumerable<Problem> Validate(TaskSignature task)
    {
        var wanted = task.Targets.Sum(target => target.Size);
        if (Units < wanted)
            yield return new(DiagnosticCodes.ImpossibleShape, nameof(Units), $"{Units} units cannot produce {wanted} targets");
    }

    /// <inheritdoc/>
    public override ArchitectureSignature Signature(TaskSignature task) =>
        new(Hidden > 0 ? [new("shown", 0, Units - Hidden), new("hidden", Units - Hidden, Hidden)] : [new("shown", 0, Units)]);

    /// <inheritdoc/>
    public override ArtifactRef PlanInitial(IPlanner planner, PlannedTask task) => planner.Step(new("initial", "net/initial")
    {
        Parameters = new Dictionary<string, object> { ["net"] = this },
        Outputs = [new("state", ArtifactType.Tensors)],
    })["state"];
}

/// <summary>A network that only remembers: another kind of architecture.</summary>
[Kind("memory", Version = 1)]
public sealed record Memory : ArchitectureSpec
{
    /// <inheritdoc/>
    public override ArchitectureSignature Signature(TaskSignature task) => new([new("shown", 0, 1)]);

    /// <inheritdoc/>
    public override ArtifactRef PlanInitial(IPlanner planner, PlannedTask task) => planner.Step(new("initial", "net/initial")
    {
        Parameters = new Dictionary<string, object> { ["net"] = new Net { Units = 1, Hidden = 0 } },
        Outputs = [new("state", ArtifactType.Tensors)],
    })["state"];
}

/// <summary>Makes the numbers that a net begins with.</summary>
[Operation("net/initial", Random = true)]
public sealed class NetInitial : IOperation
{
    /// <inheritdoc/>
    public void Run(IStepContext context)
    {
        var net = context.Parameter<Net>("net");
        var stream = context.Random("net.state");
        var state = new double[net.Units];
        for (var i = 0; i < state.Length; i++) state[i] = stream.At(i).Normal();
        context.WriteTensors("state", new Dictionary<string, TensorData> { ["state"] = TensorData.Of<double>(state, state.Length) });
    }
}
