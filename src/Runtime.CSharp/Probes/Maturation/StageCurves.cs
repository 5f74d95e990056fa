namespace Spindle.Probes.Maturation;

/// <summary>What the units that enter do at one checkpoint.</summary>
internal sealed record CheckpointCurves(JudgedCheckpoint Checkpoint, IReadOnlyList<int> Units, double[] Preferred, double[] Opposite);

/// <summary>The means of a stage over its checkpoints, each counting alike.</summary>
internal sealed record StageCurves(MaturationStage Stage, double MeanUnits, double MeanPerformance, MeanCurve Preferred, MeanCurve Opposite)
{
    /// <summary>Those of a stage; null where it has no checkpoint with a population.</summary>
    public static StageCurves? Of(MaturationStage stage, StagedCheckpoints staged, IReadOnlyList<CheckpointCurves> curves)
    {
        var own = staged.Of(stage, curves, one => one.Checkpoint);
        if (MeanCurve.Of([.. own.Select(one => one.Preferred)]) is not { } preferred) return null;
        return new(
            stage, own.Average(one => one.Units.Count), own.Average(one => one.Checkpoint.Performance), preferred,
            MeanCurve.Of([.. own.Select(one => one.Opposite)])!);
    }
}
