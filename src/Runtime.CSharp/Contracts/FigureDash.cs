namespace Spindle.Contracts;

/// <summary>How the line of a series is dashed.</summary>
public enum FigureDash
{
    /// <summary>Solid, until the automatic colours come round again.</summary>
    Automatic,

    /// <summary>Not at all.</summary>
    Solid,

    /// <summary>In dashes.</summary>
    Dashed,

    /// <summary>In dots.</summary>
    Dotted,
}
