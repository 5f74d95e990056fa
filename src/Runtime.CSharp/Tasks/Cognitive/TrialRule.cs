namespace Spindle.Tasks.Cognitive;

/// <summary>One of the things that a network can be told to do in a trial.</summary>
/// <param name="Name">What it is called in tables and figures, as <c>odr</c>.</param>
/// <param name="Weight">How often it is trained, relative to the others; 0 for never.</param>
public sealed record TrialRule(string Name, double Weight);
