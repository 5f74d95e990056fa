namespace Spindle.Biomechanics;

/// <summary>What is called the length of a muscle.</summary>
public enum MuscleMeasure
{
    /// <summary>From origin to insertion along the path, tendon and all.</summary>
    Path,

    /// <summary>The fibres alone, where they and the tendon are in equilibrium at rest.</summary>
    Fibre,

    /// <summary>The fibres' length plus the tendon's: more than the path where the fibres are pennate.</summary>
    FibreAndTendon,
}
