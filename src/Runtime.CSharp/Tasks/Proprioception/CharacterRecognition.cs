using Spindle.Contracts;
using Spindle.Tasks.Proprioception.Export;
using Spindle.Tasks.Proprioception.Handwriting;
using Spindle.Tasks.Proprioception.Trials;

namespace Spindle.Tasks.Proprioception;

/// <summary>
/// Recognise the letter that a hand is being moved along from what the muscles' spindles tell (Sandbrink et al. 2023; Marin Vargas et al. 2024).
/// </summary>
/// <remarks>
/// Its artifacts: those of its movements and, where signals are scaled, <c>scales</c> (tensors <c>mean</c> and <c>sd</c>, muscles × channels).
/// <see cref="MovementTrials"/> lays the shards' movements out as trials.
/// </remarks>
[Kind("character_recognition", Version = 1)]
public sealed record CharacterRecognition : TaskSpec, IHdf5Exportable
{
    /// <summary>The movements, declared or in place.</summary>
    public required CharacterMovements Movements { get; init; }

    /// <summary>What the spindles tell.</summary>
    public SpindleSignal Signal { get; init; } = SpindleSignal.LengthAndVelocity;

    /// <summary>Standard deviation of the noise on each muscle's signal, of its own over the trial; by default 0.3 on rates and none on lengths and velocities.</summary>
    [Range("0", "1000")] public double? Noise { get; init; }

    /// <summary>How signals are scaled.</summary>
    public Normalisation Normalisation { get; init; } = Normalisation.None;

    /// <summary>Samples of a trial; by default 320 for the human and 400 for the macaque arm.</summary>
    [Range("3", "100000")] public long? Window { get; init; }

    /// <summary>What a sample lasts; by default 15 ms for the human and 10 ms for the macaque arm.</summary>
    [Range("1 us", "10 s")] public Duration? TimeStep { get; init; }

    /// <summary>The noise that holds.</summary>
    public double NoiseLevel() => Noise ?? (Signal == SpindleSignal.Rate ? 0.3 : 0);

    /// <summary>The window that holds.</summary>
    public long Samples() => Window ?? Movements.Rules().Window;

    /// <summary>The time step that holds.</summary>
    public Duration Step() => TimeStep ?? Duration.Milliseconds(Movements.Rules().TimeStep);

    /// <summary>A shard's movements as this task's trials.</summary>
    public MovementTrials Trials(IReadOnlyDictionary<string, TensorData> shard) => new(shard, (int)Samples(), (double)Step().Seconds);

    /// <inheritdoc/>
    public override IEnumerable<Problem> Validate()
    {
        if (Samples() <= Movements.Longest)
        {
            var message = $"a window of {Samples()} samples, expected more than the longest movement's {Movements.Longest}";
            yield return new(DiagnosticCodes.OutOfRange, nameof(Window), message, "widen the window, or let the movements' 'longest' be less");
        }
    }

    /// <inheritdoc/>
    public override TaskSignature Signature()
    {
        var muscles = Movements.Muscles().Count;
        return MovementSignature.Of(
            Movements,
            Samples(),
            Step(),
            inputs: Signal == SpindleSignal.Rate ? [new("spindle_rate", muscles, "")] : [new("muscle_length", muscles, "mm"), new("muscle_velocity", muscles, "mm/s")],
            targets: [new("letter", Letters.Alphabet.Length, "")]);
    }

    /// <inheritdoc/>
    public IReadOnlyList<TrialSplit> Splits(IReadOnlyDictionary<string, ArtifactRef> artifacts) =>
        [.. MovementPlan.Splits.Select(split => new TrialSplit(split, [.. MovementPlan.Shards(Movements, artifacts, split, long.MaxValue).Select(shard => shard.Shard)]))];

    /// <inheritdoc/>
    public void WriteHdf5(Stream file, string split, IEnumerable<IReadOnlyDictionary<string, TensorData>> shards, CancellationToken cancellation) =>
        TrialArchive.Write(file, this, split, shards, cancellation);

    /// <inheritdoc/>
    public override IReadOnlyDictionary<string, ArtifactRef> Plan(IPlanner planner)
    {
        var artifacts = new Dictionary<string, ArtifactRef>(Movements.Plan(planner));
        if (Normalisation == Normalisation.None) return artifacts;
        artifacts["scales"] = planner.Step(new("scales", "character_recognition/scale")
        {
            Parameters = new Dictionary<string, object> { ["task"] = this },
            Inputs = new Dictionary<string, ArtifactRef> { ["movements"] = artifacts[MovementPlan.FirstShard(Movements)] },
            Outputs = [new("scales", ArtifactType.Tensors)],
        })["scales"];
        return artifacts;
    }
}
