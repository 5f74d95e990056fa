namespace Spindle.Training;

/// <summary>How the size of rates and weights is measured in a penalty.</summary>
public enum PenaltyNorm
{
    /// <summary>The mean of the squares.</summary>
    L2,

    /// <summary>The mean of the absolute values.</summary>
    L1,
}
