namespace Spindle.Training;

/// <summary>A training whose progress is told in trials.</summary>
public interface ITrialTraining
{
    /// <summary>Trials of one update.</summary>
    long TrialsOfUpdate { get; }
}
