namespace Spindle.Contracts;

/// <summary>A diagnostic code with its title. A number is never used again for another meaning.</summary>
public sealed record DiagnosticCode(string Id, string Title);

/// <summary>
/// Every code that Spindle prints. Bands: 1xxx the text, 2xxx names and references, 3xxx values, 4xxx what parts of an
/// experiment need of each other, 5xxx files and plugins, 6xxx expectations, 7xxx the store and the machine, 8xxx steps.
/// </summary>
public static class DiagnosticCodes
{
    /// <summary>An F# script does not compile.</summary>
    public const string ScriptDoesNotCompile = "SPN1101";

    /// <summary>An F# script failed while it ran.</summary>
    public const string ScriptFailed = "SPN1102";

    /// <summary>An F# script hands over no study, or several.</summary>
    public const string NotOneStudy = "SPN1103";

    /// <summary>An F# script says twice what may be said once.</summary>
    public const string SaidTwice = "SPN1104";

    /// <summary>A sweep in an F# script names no parameter, or one that is swept already.</summary>
    public const string UnusableSweep = "SPN1105";

    /// <summary>An F# script uses a spec that is no registered kind.</summary>
    public const string UnregisteredKind = "SPN1106";

    /// <summary>A value lies outside the range that its parameter allows.</summary>
    public const string OutOfRange = "SPN3004";

    /// <summary>Sizes do not fit: a subset larger than the whole, layers that do not match.</summary>
    public const string ImpossibleShape = "SPN4001";

    /// <summary>A time does not fit the simulation or its grid.</summary>
    public const string TimeGrid = "SPN4002";

    /// <summary>A probe or training asks for something that its subject does not have.</summary>
    public const string UnmetRequirement = "SPN4003";

    /// <summary>A recording's file does not have the form of its kind.</summary>
    public const string MalformedRecording = "SPN5101";

    /// <summary>libtorch was not found, or could not be loaded.</summary>
    public const string NoLibTorch = "SPN7101";

    /// <summary>The libtorch that was named does not fit this Spindle.</summary>
    public const string LibTorchMismatch = "SPN7102";

    /// <summary>The device that was asked for is not there.</summary>
    public const string NoDevice = "SPN7103";
}
