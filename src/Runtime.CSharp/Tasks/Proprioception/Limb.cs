namespace Spindle.Tasks.Proprioception;

/// <summary>Whose arm it is, and with it which study's rules hold where a parameter does not say otherwise.</summary>
public enum Limb
{
    /// <summary>A human's right arm (Sandbrink et al. 2023).</summary>
    Human,

    /// <summary>A macaque's arm (Marin Vargas et al. 2024).</summary>
    Macaque,
}
