using Spindle.Comparison;
using Spindle.Plans;

namespace Spindle.Execution;

/// <summary>What came of computing a stored result again.</summary>
/// <param name="Step">The step's id.</param>
/// <param name="Key">The step's key.</param>
/// <param name="Seconds">How long it took.</param>
public abstract record RecomputedStep(string Step, Digest Key, double Seconds)
{
    /// <summary>Every output has the same bytes.</summary>
    public sealed record Same(string Step, Digest Key, double Seconds) : RecomputedStep(Step, Key, Seconds);

    /// <summary>Some outputs have other bytes.</summary>
    /// <param name="Step">The step's id.</param>
    /// <param name="Key">The step's key.</param>
    /// <param name="Seconds">How long it took.</param>
    /// <param name="Outputs">These outputs.</param>
    /// <param name="Environment">What is not as it was where the stored result was made: a likely cause.</param>
    public sealed record Different(
        string Step, Digest Key, double Seconds, IReadOnlyList<RecomputedOutput> Outputs, IReadOnlyList<EnvironmentChange> Environment)
        : RecomputedStep(Step, Key, Seconds);

    /// <summary>The step failed.</summary>
    public sealed record Failed(string Step, Digest Key, double Seconds, StepFailure Failure) : RecomputedStep(Step, Key, Seconds);

    /// <summary>What the step reads is missing or damaged.</summary>
    public sealed record InputLost(string Step, Digest Key, double Seconds, string Input, string Message) : RecomputedStep(Step, Key, Seconds);
}

/// <summary>An output that has other bytes than the stored one.</summary>
/// <param name="Name">The output's name.</param>
/// <param name="Stored">The digest of the stored content.</param>
/// <param name="Again">The digest of the content that was computed now.</param>
/// <param name="Difference">What sets the two apart; null where one of them cannot be read.</param>
public sealed record RecomputedOutput(string Name, Digest Stored, Digest Again, ArtifactDifference? Difference);
