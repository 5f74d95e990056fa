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

    /// <summary>A recording's file does not have the form of its kind.</summary>
    public const string MalformedRecording = "SPN5101";

    /// <summary>There is no room left for the store.</summary>
    public const string DiskFull = "SPN7001";

    /// <summary>The store's folder cannot be made, read or written.</summary>
    public const string StoreUnusable = "SPN7002";

    /// <summary>A stored artifact is gone.</summary>
    public const string BlobMissing = "SPN7003";

    /// <summary>A stored artifact does not have the bytes of its name; it has been set aside.</summary>
    public const string BlobDamaged = "SPN7004";

    /// <summary>The entry of a step does not read back; it has been set aside.</summary>
    public const string EntryDamaged = "SPN7005";

    /// <summary>A step gave another result than the one that is stored; the first one stays.</summary>
    public const string Disagreement = "SPN7006";

    /// <summary>The store's folder may not be written: permission is missing, or it is read-only.</summary>
    public const string StoreForbidden = "SPN7007";

    /// <summary>A path in the store is longer than the system allows.</summary>
    public const string StorePathTooLong = "SPN7008";

    /// <summary>The record of a run does not read back; it has been set aside.</summary>
    public const string RunDamaged = "SPN7009";

    /// <summary>libtorch was not found, or could not be loaded.</summary>
    public const string NoLibTorch = "SPN7101";

    /// <summary>The libtorch that was named does not fit this Spindle.</summary>
    public const string LibTorchMismatch = "SPN7102";

    /// <summary>The device that was asked for is not there.</summary>
    public const string NoDevice = "SPN7103";
}
