namespace Spindle.Contracts;

/// <summary>A place in an experiment's text: where a declaration, a key or a value stands.</summary>
/// <param name="Path">The file as the user named it.</param>
/// <param name="Line">The line, counted from 1; 0 where the place is not known.</param>
/// <param name="Column">The column, counted from 1 in UTF-16 units.</param>
/// <param name="Length">How many columns the excerpt underlines, at least 1.</param>
public sealed record SourceSpan(string Path, int Line, int Column, int Length = 1)
{
    /// <summary>No place: for what the user did not write.</summary>
    public static SourceSpan None { get; } = new("", 0, 0);
}
