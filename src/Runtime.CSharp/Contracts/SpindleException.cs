namespace Spindle.Contracts;

/// <summary>A failure that a user can act on: it carries a code of <see cref="DiagnosticCodes"/> and a message that says what was found.</summary>
public sealed class SpindleException(string code, string message, Exception? cause = null) : Exception(message, cause)
{
    /// <summary>The code, <c>SPN</c> and four digits.</summary>
    public string Code { get; } = code;
}
