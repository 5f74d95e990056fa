namespace Spindle.Tasks.Proprioception;

/// <summary>The planes that letters are written in.</summary>
public enum Planes
{
    /// <summary>Horizontal and vertical ones in turn.</summary>
    Both,

    /// <summary>Horizontal ones only.</summary>
    Horizontal,

    /// <summary>Vertical ones only.</summary>
    Vertical,
}
