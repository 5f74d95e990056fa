namespace Spindle.Probes.Trials;

/// <summary>How a selective unit's rate changes from fixation, over the places of the cue.</summary>
public enum UnitClass
{
    /// <summary>It falls for no place.</summary>
    Excited,

    /// <summary>It rises for some places and falls for others.</summary>
    Mixed,

    /// <summary>It falls for every place.</summary>
    Inhibited,
}
