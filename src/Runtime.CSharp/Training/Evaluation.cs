namespace Spindle.Training;

/// <summary>How good a network is at a rule.</summary>
/// <param name="Cost">The loss without regularisers, the mean over batches.</param>
/// <param name="Regulariser">What the regularisers add, the mean over batches.</param>
/// <param name="Performance">The share of trials that it does right.</param>
public readonly record struct Evaluation(double Cost, double Regulariser, double Performance);
