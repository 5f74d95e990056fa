using Spindle.Contracts;

namespace Spindle.Tests.Kinds;

/// <summary>How fast one goes.</summary>
public enum Pace
{
    /// <summary>On foot.</summary>
    Walking,

    /// <summary>Faster.</summary>
    FlatOut,
}

/// <summary>Something that is found on the way.</summary>
public sealed record Find : Clause
{
    /// <summary>What it is called.</summary>
    public required string Name { get; init; }

    /// <summary>How large it is.</summary>
    [Range("1", "10")] public long Size { get; init; } = 1;
}

/// <summary>A stretch of a trail.</summary>
public sealed record Leg : Clause
{
    /// <summary>What it is called.</summary>
    public required string Name { get; init; }

    /// <summary>How long it takes.</summary>
    [Range("1 ms", "1 h")] public Duration Lasts { get; init; } = Duration.Milliseconds(1000);

    /// <summary>How fast one goes.</summary>
    public Pace Pace { get; init; } = Pace.Walking;

    /// <summary>Heights along it.</summary>
    [Range("-100", "9000")] public IReadOnlyList<double> Heights { get; init; } = [];

    /// <summary>What is found on it.</summary>
    public IReadOnlyList<Find> Finds { get; init; } = [];

    /// <summary>A map of it; none by default.</summary>
    public DataFile? Map { get; init; }

    /// <summary>A walk that it is like; none by default.</summary>
    [PlanOnly] public TaskRef<Walk>? Like { get; init; }

    /// <summary>What there is to say about it.</summary>
    [PlanOnly] public string Remark { get; init; } = "";

    /// <inheritdoc/>
    public override IEnumerable<Problem> Validate()
    {
        if (Finds.Count > 2)
            yield return new(DiagnosticCodes.ImpossibleShape, "Finds[2]", $"nobody carries {Finds.Count} things");
    }
}

/// <summary>Where one goes.</summary>
public abstract record Trail : TaskSpec
{
    /// <summary>How long all of it takes.</summary>
    public abstract Duration Length();

    /// <inheritdoc/>
    public override TaskSignature Signature() => new(10, Duration.Milliseconds(100), [new("step", 1, "")], [new("place", 1, "")], [], []);

    /// <inheritdoc/>
    public override IReadOnlyDictionary<string, ArtifactRef> Plan(IPlanner planner) => planner.Step(new("", "hike/go")
    {
        Parameters = new Dictionary<string, object> { ["trail"] = this },
        Outputs = [new("data", ArtifactType.Tensors)],
    });
}

/// <summary>A trail of legs.</summary>
[Kind("hike", Version = 3)]
public sealed record Hike : Trail
{
    /// <summary>The legs, in order.</summary>
    public IReadOnlyList<Leg> Legs { get; init; } =
        [new() { Name = "out" }, new() { Name = "back", Lasts = Duration.Milliseconds(2000), Finds = [new() { Name = "stone" }] }];

    /// <summary>A way round; none by default.</summary>
    public Leg? Detour { get; init; }

    /// <summary>How steep it is.</summary>
    public double Slope { get; init; }

    /// <inheritdoc/>
    public override Duration Length() => new(Legs.Sum(leg => leg.Lasts.Seconds));

    /// <inheritdoc/>
    public override IEnumerable<Problem> Validate()
    {
        for (var leg = 1; leg < Legs.Count; leg++)
            if (Legs[leg].Name == Legs[0].Name)
                yield return new(DiagnosticCodes.ImpossibleShape, $"Legs[{leg}].Name", $"two legs are called '{Legs[0].Name}'");
    }
}

/// <summary>Several trails, one after another.</summary>
[Kind("tour", Version = 1)]
public sealed record Tour : Trail
{
    /// <summary>The trails, in order.</summary>
    public required IReadOnlyList<Trail> Trails { get; init; }

    /// <summary>One more; none by default.</summary>
    public Hike? Encore { get; init; }

    /// <inheritdoc/>
    public override Duration Length() => new(Trails.Sum(trail => trail.Length().Seconds));
}

/// <summary>Goes along a trail.</summary>
[Operation("hike/go")]
public sealed class HikeGo : IOperation
{
    /// <inheritdoc/>
    public void Run(IStepContext context)
    {
        var length = (double)context.Parameter<Trail>("trail").Length().Seconds;
        context.WriteTensors("data", new Dictionary<string, TensorData> { ["length"] = TensorData.Of<double>([length], 1) });
    }
}

/// <summary>A training that takes over part of another model, the part that a probe points at.</summary>
[Kind("graft", Version = 1)]
public sealed record Graft : TrainingSpec
{
    /// <summary>The model that is grafted from.</summary>
    [PlanOnly] public required ModelRef<Walk> From { get; init; }

    /// <summary>The probe that says what is taken; none by default.</summary>
    [PlanOnly] public ProbeRef? By { get; init; }

    /// <inheritdoc/>
    public override IReadOnlyList<Checkpoint> Plan(IPlanner planner, PlannedTask task, ArchitectureSpec architecture, ArtifactRef initial)
    {
        var inputs = new Dictionary<string, ArtifactRef> { ["state"] = planner.Model(From).Trained };
        if (By is not null) inputs["part"] = planner.Probe(By)["metrics"];
        var grafted = planner.Step(new("train/graft", "apprentice/copy") { Inputs = inputs, Outputs = [new("state", ArtifactType.Tensors)] });
        return [new(0, initial, null), new(1, grafted["state"], null)];
    }
}
