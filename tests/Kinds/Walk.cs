using Spindle.Contracts;

namespace Spindle.Tests.Kinds;

/// <summary>Where a walk begins.</summary>
public enum WalkStart
{
    /// <summary>At zero.</summary>
    Origin,

    /// <summary>Anywhere.</summary>
    RandomPlace,
}

/// <summary>A walk along a line.</summary>
[Kind("walk", Version = 2)]
[VersionNote(2, "2026-11-24", "the first step counts")]
public sealed record Walk : TaskSpec
{
    /// <summary>Steps of a trial.</summary>
    [Range("1", "1000000")] public long Steps { get; init; } = 100;

    /// <summary>Length of one step.</summary>
    [Range("1 ms", "1 s")] public Duration TimeStep { get; init; } = Duration.Milliseconds(10);

    /// <summary>Standard deviation of a step.</summary>
    [Range("0", "10")] public double Noise { get; init; } = 0.5;

    /// <summary>Where it begins.</summary>
    public WalkStart Start { get; init; } = WalkStart.Origin;

    /// <summary>Whether it goes round.</summary>
    public bool Periodic { get; init; }

    /// <summary>How many walk at once.</summary>
    [Range("1", "")] public int Walkers { get; init; } = 1;

    /// <summary>Places to be visited, in order.</summary>
    [Range("-100", "100")] public IReadOnlyList<double> Places { get; init; } = [];

    /// <summary>The step at which a cue is shown; none by default.</summary>
    public long? Cue { get; init; }

    /// <inheritdoc/>
    public override IEnumerable<Problem> Validate()
    {
        if (Cue >= Steps)
            yield return new(DiagnosticCodes.TimeGrid, nameof(Cue), $"a cue at step {Cue} does not fit a walk of {Steps} steps", $"at most {Steps - 1}");
        if (Periodic && Noise > 5)
            yield return new(DiagnosticCodes.ImpossibleShape, nameof(Steps), "a periodic walk cannot be that noisy");
    }

    /// <inheritdoc/>
    public override TaskSignature Signature() =>
        new(Steps, TimeStep, [new("step", 1, "")], [new("position", Walkers, "")], [new("position", 1, ""), new("speed", 1, "")], []);

    /// <inheritdoc/>
    public override IReadOnlyDictionary<string, ArtifactRef> Plan(IPlanner planner) => planner.Step(new("trials", "walk/trials")
    {
        Parameters = new Dictionary<string, object> { ["walk"] = this },
        Outputs = [new("data", ArtifactType.Tensors)],
    });
}

/// <summary>Walks.</summary>
[Operation("walk/trials", Random = true)]
public sealed class WalkTrials : IOperation
{
    /// <inheritdoc/>
    public void Run(IStepContext context)
    {
        var walk = context.Parameter<Walk>("walk");
        var stream = context.Random("walk.steps");
        var positions = new double[walk.Steps];
        for (var i = 0; i < positions.Length; i++) positions[i] = (i > 0 ? positions[i - 1] : 0) + (walk.Noise * stream.At(i).Normal());
        context.WriteTensors("data", new Dictionary<string, TensorData> { ["position"] = TensorData.Of<double>(positions, positions.Length) });
    }
}
