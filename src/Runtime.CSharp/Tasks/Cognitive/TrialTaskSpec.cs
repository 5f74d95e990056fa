using Spindle.Contracts;

namespace Spindle.Tasks.Cognitive;

/// <summary>
/// A task whose data are trials that are drawn when they are needed: one rule, or several that a network learns together.
/// </summary>
public abstract record TrialTaskSpec : TaskSpec
{
    /// <summary>Where the channels lie.</summary>
    public abstract TrialLayout Layout();

    /// <summary>The rules in the order of their channels.</summary>
    public abstract IReadOnlyList<TrialRule> Rules();

    /// <summary>The epochs of a rule's test trials, in steps.</summary>
    /// <exception cref="KeyNotFoundException">There is no such rule.</exception>
    public abstract IReadOnlyList<Epoch> EpochsOf(string rule);

    /// <summary>The channel nearest to the cue in each condition of a rule's test trials, every one of which is repeated.</summary>
    /// <exception cref="KeyNotFoundException">There is no such rule.</exception>
    public abstract IReadOnlyList<int> TestCues(string rule);

    /// <summary>
    /// Draws trials. They depend on the arguments and the stream alone, so that item n of a stream is batch n whatever process
    /// or segment draws it.
    /// </summary>
    /// <param name="rule">The rule that the trials follow.</param>
    /// <param name="mode">Which trials.</param>
    /// <param name="objective">How targets and mask are made.</param>
    /// <param name="noise">Standard deviation of the noise on every input at every step; 0 for none.</param>
    /// <param name="stream">Random numbers, at their beginning.</param>
    /// <exception cref="KeyNotFoundException">There is no such rule.</exception>
    /// <exception cref="NotSupportedException">The rule has no trials of this mode.</exception>
    public abstract TrialBatch Draw(string rule, TrialMode mode, Objective objective, double noise, RandomStream stream);
}
