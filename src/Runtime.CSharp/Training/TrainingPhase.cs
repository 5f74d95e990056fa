using Spindle.Contracts;

namespace Spindle.Training;

/// <summary>A part of a curriculum: which rules are trained, and until when.</summary>
public sealed record TrainingPhase : Clause
{
    /// <summary>The rules that are trained and judged; empty for those of the task that have a weight.</summary>
    public IReadOnlyList<string> Rules { get; init; } = [];

    /// <summary>How often each of the rules is trained, relative to the others; empty for all alike, or as the task says where no rules are named.</summary>
    [Range("0", "1000000")] public IReadOnlyList<double> Weights { get; init; } = [];

    /// <summary>The phase ends when the worst of its rules is right in a larger share of its trials; by default the training's.</summary>
    [Range("0", "1")] public double? TargetPerformance { get; init; }

    /// <summary>The phase ends after so many updates, learnt or not; by default it does not.</summary>
    [Range("1", "1000000000")] public long? Updates { get; init; }

    /// <inheritdoc/>
    public override IEnumerable<Problem> Validate()
    {
        if (Weights.Count > 0 && Weights.Count != Rules.Count)
            yield return new(DiagnosticCodes.ImpossibleShape, nameof(Weights), $"{Weights.Count} weights for {Rules.Count} rules", "name the rules, and give each a weight");
        else if (Weights.Count > 0 && Weights.All(weight => weight == 0))
            yield return new(DiagnosticCodes.ImpossibleShape, nameof(Weights), "no rule has a weight, so that there is nothing to train");
    }
}
