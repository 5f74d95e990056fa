namespace Spindle.Catalog;

/// <summary>The sections of an experiment whose declarations have a kind.</summary>
public enum Section
{
    /// <summary>What is to be solved.</summary>
    Tasks,

    /// <summary>Networks.</summary>
    Architectures,

    /// <summary>How networks are trained.</summary>
    Trainings,

    /// <summary>Data from outside.</summary>
    Recordings,

    /// <summary>Measurements.</summary>
    Probes,
}
