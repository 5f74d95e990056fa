using Spindle.Store;

namespace Spindle.Execution;

/// <summary>What attempts and timers tell the run; its loop alone holds the run's state.</summary>
internal abstract record RunMessage
{
    /// <summary>An event of a step that runs.</summary>
    public sealed record Happened(int Step, Func<DateTimeOffset, string, RunEvent> Describe) : RunMessage;

    /// <summary>An attempt has ended.</summary>
    public sealed record Ended(int Step, AttemptEnd End) : RunMessage;

    /// <summary>A remote was asked for the result of a step; null where it did not give it.</summary>
    public sealed record Fetched(int Step, StepEntry? Entry) : RunMessage;

    /// <summary>A step waits for another process and gives its place away.</summary>
    public sealed record PlaceGiven(int Step) : RunMessage;

    /// <summary>A step has waited long enough and wants a place again.</summary>
    public sealed record PlaceWanted(int Step, TaskCompletionSource Granted) : RunMessage;

    /// <summary>The store met something that the user should know of.</summary>
    public sealed record Warned(StoreWarning Warning) : RunMessage;

    /// <summary>A step cannot run, since one that it needs had to run again and did not succeed.</summary>
    public sealed record Doomed(int Step, int Producer) : RunMessage;

    /// <summary>The run was told to end.</summary>
    public sealed record Interrupted : RunMessage;

    /// <summary>Steps that still run have had their time.</summary>
    public sealed record OutOfPatience : RunMessage;
}
