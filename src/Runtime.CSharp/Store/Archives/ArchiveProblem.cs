using Spindle.Contracts;

namespace Spindle.Store;

/// <summary>What can be wrong with an archive.</summary>
internal static class ArchiveProblem
{
    /// <summary>It is not an archive of ours at all.</summary>
    public static SpindleException None(string why) => new(DiagnosticCodes.NotAnArchive, $"this is no archive of a study's results: {why}");

    /// <summary>It was one, and ends early or has other bytes.</summary>
    public static SpindleException Damaged(string what, Exception? cause = null) => new(DiagnosticCodes.ArchiveDamaged, $"the archive is damaged: {what}", cause);

    /// <summary>It has what no archive of ours has.</summary>
    public static SpindleException Refused(string what) => new(DiagnosticCodes.ArchiveRefused, $"the archive is refused: {what}");
}
