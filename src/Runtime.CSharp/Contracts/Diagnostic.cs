namespace Spindle.Contracts;

/// <summary>How grave a diagnostic is. Only errors stop an experiment.</summary>
public enum Severity
{
    /// <summary>The experiment cannot run.</summary>
    Error,

    /// <summary>The experiment runs, yet something in it deserves a look.</summary>
    Warning,
}

/// <summary>One finding about an experiment, in the style of a compiler: code, place, what is wrong, how to mend it.</summary>
/// <param name="Code">The code, <c>SPN</c> and four digits; see <see cref="DiagnosticCodes"/>.</param>
/// <param name="Severity">How grave it is.</param>
/// <param name="Span">Where it is.</param>
/// <param name="Message">What was found and what was expected, in one sentence without a final stop.</param>
/// <param name="Hint">How to mend it, or null.</param>
public sealed record Diagnostic(string Code, Severity Severity, SourceSpan Span, string Message, string? Hint = null)
{
    /// <summary>An error with the given code, place and message.</summary>
    public static Diagnostic Error(string code, SourceSpan span, string message, string? hint = null) =>
        new(code, Severity.Error, span, message, hint);
}
