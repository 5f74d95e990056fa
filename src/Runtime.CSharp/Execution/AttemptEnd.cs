using Spindle.Store;

namespace Spindle.Execution;

/// <summary>How an attempt to execute a step ended.</summary>
internal abstract record AttemptEnd
{
    /// <summary>The step ran and its outputs are stored.</summary>
    public sealed record Executed(StepEntry Entry, double Seconds) : AttemptEnd;

    /// <summary>Another process made the result meanwhile.</summary>
    public sealed record Found(StepEntry Entry) : AttemptEnd;

    /// <summary>The step failed.</summary>
    public sealed record Failed(StepFailure Failure, double Seconds) : AttemptEnd;

    /// <summary>An artifact that it reads is missing or damaged.</summary>
    public sealed record InputLost(string Input, string Message) : AttemptEnd;

    /// <summary>It was told to end.</summary>
    public sealed record Cancelled : AttemptEnd;
}
