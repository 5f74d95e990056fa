using System.Text.Json.Nodes;

namespace Spindle.Execution;

/// <summary>What is known of a step that failed.</summary>
/// <param name="Code">One of <see cref="Contracts.DiagnosticCodes"/>.</param>
/// <param name="Type">The type of what was thrown; empty where the process died.</param>
/// <param name="Message">What went wrong, for the user.</param>
/// <param name="Details">The stack trace, or the last lines that the process printed: for the run's log, not for the user.</param>
public sealed record StepFailure(string Code, string Type, string Message, string Details)
{
    /// <summary>The step's parameters, filled in by the run.</summary>
    public JsonObject? Parameters { get; init; }

    /// <summary>The failure as plain data.</summary>
    public JsonObject ToJson()
    {
        var json = new JsonObject { ["code"] = Code, ["type"] = Type, ["message"] = Message, ["details"] = Details };
        if (Parameters is not null) json["parameters"] = Parameters.DeepClone();
        return json;
    }

    /// <summary>The failure that plain data describes.</summary>
    public static StepFailure FromJson(JsonObject json) => new(Text(json, "code"), Text(json, "type"), Text(json, "message"), Text(json, "details"))
    {
        Parameters = json["parameters"]?.DeepClone().AsObject(),
    };

    private static string Text(JsonObject json, string name) => json[name]?.GetValue<string>() ?? "";
}

/// <summary>A step failed where it ran.</summary>
public sealed class StepFailedException(StepFailure failure) : Exception(failure.Message)
{
    /// <summary>What is known of it.</summary>
    public StepFailure Failure { get; } = failure;
}

/// <summary>A stored artifact that a step reads is missing or damaged: the step that makes it must run again.</summary>
public sealed class InputLostException(string input, string message, Exception? cause = null) : Exception(message, cause)
{
    /// <summary>The name under which the step reads the artifact.</summary>
    public string Input { get; } = input;
}
