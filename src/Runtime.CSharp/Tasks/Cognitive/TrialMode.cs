using Spindle.Contracts;

namespace Spindle.Tasks.Cognitive;

/// <summary>Which trials a batch holds.</summary>
public abstract record TrialMode
{
    /// <summary>As for training: all that may vary is drawn.</summary>
    /// <param name="Trials">How many trials.</param>
    public sealed record Random(int Trials) : TrialMode;

    /// <summary>
    /// As for analysis: every condition in order, each so often; fixed times. Repetitions differ by noise alone, where the task says
    /// how all that is drawn is to be in test trials.
    /// </summary>
    /// <param name="Repetitions">Trials of each condition.</param>
    public sealed record Test(int Repetitions = 16) : TrialMode;

    /// <summary>One cue with one distractor, by their place on a ring of eight; only for tasks that have a distractor.</summary>
    /// <param name="Cue">The cue's place, 0 … 7.</param>
    /// <param name="Distractor">The distractor's place, 0 … 7.</param>
    /// <param name="Trials">How many trials.</param>
    public sealed record Distracted(int Cue, int Distractor, int Trials = 128) : TrialMode;

    /// <summary>
    /// As for psychometric curves: angles, strengths and times as they are told, one trial a number. What is not told is as in test
    /// trials where it is not drawn; a stimulus that may be on one of several rings is on the first.
    /// </summary>
    /// <param name="Angles">The angles of stimuli, by name, radians.</param>
    /// <param name="Strengths">The strengths of stimuli, by name.</param>
    /// <param name="Lasting">The lengths of epochs, by name.</param>
    public sealed record Psychometric(
        IReadOnlyDictionary<string, double[]> Angles,
        IReadOnlyDictionary<string, double[]> Strengths,
        IReadOnlyDictionary<string, Duration> Lasting) : TrialMode;
}
