using Spindle.Contracts;

namespace Spindle.Tasks.Cognitive.Grammar;

/// <summary>When a trial is right, judged at its last step.</summary>
public sealed record TrialCriterion : Clause
{
    /// <summary>How near to the wanted direction a response must be, strictly.</summary>
    [Range("0 deg", "180 deg")] public Angle Tolerance { get; init; } = new(36);

    /// <summary>The fixation output above which a network fixates.</summary>
    [Range("-1000", "1000")] public double Fixating { get; init; } = 0.5;
}
