using Spindle.Contracts;
using Spindle.Training;

namespace Spindle.Probes.Maturation;

/// <summary>Which checkpoints of a training are looked at.</summary>
public sealed record CheckpointRange : Clause
{
    /// <summary>The first that are, by the trials trained.</summary>
    [Range("0", "1e15")] public long From { get; init; }

    /// <summary>The last that are, by the trials trained; to the end where it is left out.</summary>
    [Range("0", "1e15")] public long? To { get; init; }

    /// <summary>Every so-manyeth of them, the first included.</summary>
    [Range("1", "1000000")] public long Every { get; init; } = 1;

    /// <inheritdoc/>
    public override IEnumerable<Problem> Validate()
    {
        if (To is { } end && end < From) yield return new(DiagnosticCodes.OutOfRange, nameof(To), $"the range ends at {end} trials, before it begins at {From}");
    }

    /// <summary>The places of those of a model.</summary>
    internal IReadOnlyList<int> Of(PlannedModel model) => Of(model.Checkpoints, TrialsOfUpdate(model));

    /// <summary>The trials of an update of a model's training.</summary>
    internal static long TrialsOfUpdate(PlannedModel model) => model.Training is ITrialTraining training ? training.TrialsOfUpdate : 1;

    /// <summary>The places of the checkpoints that are looked at.</summary>
    /// <param name="checkpoints">The checkpoints of a training.</param>
    /// <param name="trials">Trials of an update.</param>
    public IReadOnlyList<int> Of(IReadOnlyList<Checkpoint> checkpoints, long trials) =>
    [
        .. Enumerable.Range(0, checkpoints.Count)
            .Where(at => checkpoints[at].Updates * trials >= From && (To is not { } end || checkpoints[at].Updates * trials <= end))
            .Where((_, index) => index % Every == 0),
    ];
}
