using Spindle.Contracts;

namespace Spindle.Store;

/// <summary>The store or the machine under it failed: no room, no permission, a lost file. Nothing half-written is left.</summary>
public class StoreException(string code, string message, string? hint = null, Exception? cause = null) : Exception(message, cause)
{
    private const string AnotherStore = "or name another store with --store";

    /// <summary>One of the diagnostic codes of the 7xxx band.</summary>
    public string Code { get; } = code;

    /// <summary>What to do about it, or null.</summary>
    public string? Hint { get; } = hint;

    /// <summary>What the system refused, said for a user.</summary>
    internal static StoreException From(string doing, Exception problem) => problem switch
    {
        PathTooLongException => new(DiagnosticCodes.StorePathTooLong, $"{doing}: a path is too long", "name a store with a shorter path with --store", problem),
        _ when SystemError.IsNoRoom(problem) => new(DiagnosticCodes.DiskFull, $"{doing}: no space left on the device", $"make room, {AnotherStore}", problem),
        _ when SystemError.IsForbidden(problem) =>
            new(DiagnosticCodes.StoreForbidden, $"{doing}: {problem.Message}", $"check the folder's permissions and how it is mounted, {AnotherStore}", problem),
        _ => new(DiagnosticCodes.StoreUnusable, $"{doing}: {problem.Message}", $"check the folder and its file system, {AnotherStore}", problem),
    };

    /// <summary>Does some file work, turning what the system refuses into a <see cref="StoreException"/>.</summary>
    internal static T Guard<T>(string doing, Func<T> work)
    {
        try
        {
            return work();
        }
        catch (Exception problem) when (SystemError.Is(problem))
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
