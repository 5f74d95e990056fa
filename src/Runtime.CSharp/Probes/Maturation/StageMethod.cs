namespace Spindle.Probes.Maturation;

/// <summary>How checkpoints are assigned to stages.</summary>
public enum StageMethod
{
    /// <summary>Each by its own performance: above the mid target mature, else above the early target mid, else early.</summary>
    Thresholds,

    /// <summary>By stretches of the smoothed learning curve near the targets; what lies between belongs to no stage.</summary>
    Ranges,
}
