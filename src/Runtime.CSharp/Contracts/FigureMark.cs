namespace Spindle.Contracts;

/// <summary>How the values of a series are marked.</summary>
public enum FigureMark
{
    /// <summary>As the panel's name says: as a line, or as points.</summary>
    Automatic,

    /// <summary>As a line.</summary>
    Line,

    /// <summary>As points.</summary>
    Points,

    /// <summary>As points joined by a line.</summary>
    Both,
}
