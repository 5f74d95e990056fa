using Spindle.Contracts;

namespace Spindle.Store;

/// <summary>The store or the machine under it failed: no room, no permission, a damaged file. Nothing half-written is left.</summary>
public sealed class StoreException(string code, string message, string? hint = null, Exception? cause = null) : Exception(message, cause)
{
    private const int NoSpaceLeft = 28;

    /// <summary>One of the diagnostic codes of the 7xxx band.</summary>
    public string Code { get; } = code;

    /// <summary>What to do about it, or null.</summary>
    public string? Hint { get; } = hint;

    /// <summary>What the system refused, said for a user.</summary>
    internal static StoreException From(string doing, Exception problem) => (problem.HResult & 0xffff) == NoSpaceLeft
        ? new(DiagnosticCodes.DiskFull, $"{doing}: no space left on the device", "make room, or name another store with --store", problem)
        : new(DiagnosticCodes.StoreUnusable, $"{doing}: {problem.Message}", "check the folder's permissions, or name another store with --store", problem);

    /// <summary>Does some file work, turning what the system refuses into a <see cref="StoreException"/>.</summary>
    internal static T Guard<T>(string doing, Func<T> work)
    {
        try
        {
            return work();
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw From(doing, problem);
        }
    }

    /// <summary>Does some file work, turning what the system refuses into a <see cref="StoreException"/>.</summary>
    internal static void Guard(string doing, Action work) =>
        Guard(doing, () =>
        {
            work();
            return true;
        });
}
