namespace Spindle.Contracts;

/// <summary>What a spec finds wrong with itself or with what it is combined with, before anything runs.</summary>
/// <param name="Code">One of <see cref="DiagnosticCodes"/>.</param>
/// <param name="Property">
/// The property of the spec or clause that is at fault (<c>nameof</c>), or the path of one inside it, <c>Epochs[2].Lasts</c>; the
/// language finds its place in the text.
/// </param>
/// <param name="Message">What was found and what was expected.</param>
/// <param name="Hint">How to mend it, or null.</param>
public sealed record Problem(string Code, string Property, string Message, string? Hint = null);
