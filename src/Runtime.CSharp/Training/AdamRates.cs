namespace Spindle.Training;

/// <summary>The numbers of Adam.</summary>
/// <param name="LearningRate">η, the step size.</param>
/// <param name="Beta1">β₁, the decay of the mean gradient.</param>
/// <param name="Beta2">β₂, the decay of the mean squared gradient.</param>
/// <param name="Epsilon">ε, what is added to the root of the mean squared gradient.</param>
public readonly record struct AdamRates(double LearningRate, double Beta1, double Beta2, double Epsilon);
