namespace Spindle.Probes.Trials;

/// <summary>What rates are compared by.</summary>
public enum RateScale
{
    /// <summary>The change relative to fixation: rate / mean rate of fixation − 1.</summary>
    Relative,

    /// <summary>The rate itself, for units whose rate may be zero or negative.</summary>
    Absolute,
}
