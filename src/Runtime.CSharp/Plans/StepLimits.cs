using Spindle.Contracts;

namespace Spindle.Plans;

/// <summary>What a step may take before it is ended. Limits change no result, so they are part of no key.</summary>
/// <param name="Time">How long it may run; null for as long as it takes.</param>
/// <param name="Memory">How much memory its process may hold; null for as much as there is.</param>
public sealed record StepLimits(Duration? Time, MemorySize? Memory)
{
    /// <summary>No limits.</summary>
    public static StepLimits None { get; } = new(null, null);

    /// <summary>Whether nothing is limited.</summary>
    public bool AreNone => Time is null && Memory is null;

    /// <summary>These limits, and where they say nothing those of something wider.</summary>
    public StepLimits Or(StepLimits wider) => new(Time ?? wider.Time, Memory ?? wider.Memory);
}
