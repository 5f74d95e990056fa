namespace Spindle.Tasks.Cognitive;

/// <summary>Which trials a batch holds.</summary>
public abstract record TrialMode
{
    /// <summary>As for training: all that may vary is drawn.</summary>
    /// <param name="Trials">How many trials.</param>
    public sealed record Random(int Trials) : TrialMode;

    /// <summary>As for analysis: every condition in order, each so often; fixed times. Repetitions differ by noise alone.</summary>
    /// <param name="Repetitions">Trials of each condition.</param>
    public sealed record Test(int Repetitions = 16) : TrialMode;

    /// <summary>One cue with one distractor, by their place on a ring of eight; only for tasks that have a distractor.</summary>
    /// <param name="Cue">The cue's place, 0 … 7.</param>
    /// <param name="Distractor">The distractor's place, 0 … 7.</param>
    /// <param name="Trials">How many trials.</param>
    public sealed record Distracted(int Cue, int Distractor, int Trials = 128) : TrialMode;
}
