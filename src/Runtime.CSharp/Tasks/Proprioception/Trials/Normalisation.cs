namespace Spindle.Tasks.Proprioception.Trials;

/// <summary>How signals are scaled before a network has them.</summary>
public enum Normalisation
{
    /// <summary>Not at all, as both studies have it.</summary>
    None,

    /// <summary>Each muscle's signals by their mean and standard deviation in the first shard of the training.</summary>
    Muscle,
}
