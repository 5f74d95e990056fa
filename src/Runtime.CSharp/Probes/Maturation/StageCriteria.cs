using Spindle.Contracts;

namespace Spindle.Probes.Maturation;

/// <summary>When a network counts as early, mid or mature in a rule (Liu et al., iScience 2021).</summary>
public sealed record StageCriteria : Clause
{
    /// <summary>How checkpoints are assigned to stages.</summary>
    public StageMethod Method { get; init; } = StageMethod.Thresholds;

    /// <summary>The performance that stands for the early stage; above it begins mid.</summary>
    [Range("0", "1")] public double Early { get; init; } = 0.35;

    /// <summary>The performance that stands for the mid stage; above it begins mature.</summary>
    [Range("0", "1")] public double Mid { get; init; } = 0.65;

    /// <summary>The performance that stands for the mature stage.</summary>
    [Range("0", "1")] public double Mature { get; init; } = 0.95;

    /// <summary>Ranges: how near to a target the smoothed curve must be.</summary>
    [Range("0", "1")] public double Margin { get; init; } = 0.05;

    /// <summary>Ranges: w, where the smoothed curve at checkpoint i is the mean over checkpoints i … i + w.</summary>
    [Range("0", "100000")] public long Window { get; init; } = 9;

    /// <summary>Ranges: the most checkpoints of a stage; of early the last are kept, of mature the first, of mid the middle.</summary>
    [Range("1", "1000000")] public long Limit { get; init; } = 30;

    /// <summary>The performance that stands for a stage.</summary>
    public double Target(MaturationStage stage) => stage switch
    {
        MaturationStage.Early => Early,
        MaturationStage.Mid => Mid,
        _ => Mature,
    };

    /// <inheritdoc/>
    public override IEnumerable<Problem> Validate()
    {
        if (!(Early < Mid)) yield return new(DiagnosticCodes.OutOfRange, nameof(Mid), $"the mid target {Mid} is not above the early one, {Early}");
        if (!(Mid < Mature)) yield return new(DiagnosticCodes.OutOfRange, nameof(Mature), $"the mature target {Mature} is not above the mid one, {Mid}");
    }
}
