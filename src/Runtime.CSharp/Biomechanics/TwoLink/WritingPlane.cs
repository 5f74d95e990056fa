namespace Spindle.Biomechanics.TwoLink;

/// <summary>The plane that a letter is written in.</summary>
public enum WritingPlane
{
    /// <summary>On a table: up on the page is forward.</summary>
    Horizontal,

    /// <summary>On a board: up on the page is up.</summary>
    Vertical,
}
