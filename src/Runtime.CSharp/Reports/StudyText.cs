namespace Spindle.Reports;

/// <summary>An experiment as its author wrote it.</summary>
/// <param name="Path">The file as the user named it.</param>
/// <param name="Text">Its text.</param>
/// <param name="Description">What it says of itself; empty where it says nothing.</param>
public sealed record StudyText(string Path, string Text, string Description);
