namespace Spindle.Contracts;

/// <summary>A diagnostic code with its title. A number is never used again for another meaning.</summary>
public sealed record DiagnosticCode(string Id, string Title);

/// <summary>
/// Every code that Spindle prints. Bands: 1xxx the text, 2xxx names and references, 3xxx values, 4xxx what parts of an
/// experiment need of each other, 5xxx files and plugins, 6xxx expectations, 7xxx the store and the machine, 8xxx steps.
/// </summary>
public static class DiagnosticCodes
{
    /// <summary>A value lies outside the range that its parameter allows.</summary>
    public const string OutOfRange = "SPN3004";

    /// <summary>Sizes do not fit: a subset larger than the whole, layers that do not match.</summary>
    public const string ImpossibleShape = "SPN4001";

    /// <summary>A time does not fit the simulation or its grid.</summary>
    public const string TimeGrid = "SPN4002";

    /// <summary>A probe or training asks for something that its subject does not have.</summary>
    public const string UnmetRequirement = "SPN4003";

    /// <summary>An operation threw.</summary>
    public const string StepFailed = "SPN8001";

    /// <summary>The process that ran a step died.</summary>
    public const string WorkerDied = "SPN8002";

    /// <summary>A file is not what it was when the run was planned.</summary>
    public const string FileChanged = "SPN8003";

    /// <summary>An operation does not keep to what its step declares.</summary>
    public const string BrokenPromise = "SPN8004";

    /// <summary>An operation wrote a number that is not finite into a record.</summary>
    public const string NotFinite = "SPN8005";

    /// <summary>A stored artifact that a step reads is missing or damaged, again and again.</summary>
    public const string InputLost = "SPN8006";
}
