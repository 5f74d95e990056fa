namespace Spindle.Store;

/// <summary>How a step of a run ended.</summary>
public enum StepOutcome
{
    /// <summary>It ran, and its outputs are stored.</summary>
    Executed,

    /// <summary>Its outputs were there, or another step or process made them meanwhile.</summary>
    Cached,

    /// <summary>It ran and failed; nothing of it is stored.</summary>
    Failed,

    /// <summary>It did not run: something that it needs failed, or the run ended before.</summary>
    Skipped,
}
