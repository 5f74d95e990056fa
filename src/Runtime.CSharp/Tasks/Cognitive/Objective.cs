namespace Spindle.Tasks.Cognitive;

/// <summary>What the distance between wanted and given output is, hence how targets and cost masks are made.</summary>
public enum Objective
{
    /// <summary>Mean of (mask · (target − output))², logistic outputs, targets from 0.05 to 0.85.</summary>
    SquaredError,

    /// <summary>Mean over steps and trials of mask · cross-entropy, softmax over all outputs, one-hot targets.</summary>
    CrossEntropy,
}
