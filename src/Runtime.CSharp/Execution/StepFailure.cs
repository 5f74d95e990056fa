using System.Text.Json.Nodes;

namespace Spindle.Execution;

/// <summary>What is known of a step that failed.</summary>
/// <param name="Code">One of <see cref="Contracts.DiagnosticCodes"/>.</param>
/// <param name="Type">The type of what was thrown; empty where the process died.</param>
/// <param name="Message">What went wrong, for the user.</param>
/// <param name="Details">The stack trace, where something was thrown: for the failure's file, not for the message.</param>
public sealed record StepFailure(string Code, string Type, string Message, string Details)
{
    /// <summary>The code and the message.</summary>
    public string Coded => $"error {Code}: {Message}";

    /// <summary>The step's parameters, filled in by the run.</summary>
    public JsonObject? Parameters { get; init; }

    /// <summary>The last lines that the step printed, where it ran in a process of its own.</summary>
    public string Printed { get; init; } = "";

    /// <summary>How far the step said that it was when it failed; empty where it had said nothing.</summary>
    public string Progress { get; init; } = "";

    /// <summary>The file that tells all of it, relative to the run's folder; null where none was written.</summary>
    public string? File { get; init; }

    /// <summary>The failure as plain data.</summary>
    public JsonObject ToJson()
    {
        var json = new JsonObject { ["code"] = Code, ["type"] = Type, ["message"] = Message, ["details"] = Details };
        if (Parameters is not null) json["parameters"] = Parameters.DeepClone();
        if (Printed.Length > 0) json["printed"] = Printed;
        if (Progress.Length > 0) json["progress"] = Progress;
        if (File is not null) json["file"] = File;
        return json;
    }

    /// <summary>The failure that plain data describes.</summary>
    public static StepFailure FromJson(JsonObject json) => new(Text(json, "code"), Text(json, "type"), Text(json, "message"), Text(json, "details"))
    {
        Parameters = json["parameters"]?.DeepClone().AsObject(),
        Printed = Text(json, "printed"),
        Progress = Text(json, "progress"),
        File = json["file"]?.GetValue<string>(),
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
