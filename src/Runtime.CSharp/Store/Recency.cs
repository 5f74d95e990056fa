namespace Spindle.Store;

/// <summary>
/// Keeps the time at which something of the store was last used as its file's time of change, so that collection can
/// spare what is in use and drop what was longest unused.
/// </summary>
internal static class Recency
{
    /// <summary>Uses closer together than this count as one: a run that finds everything then writes nothing.</summary>
    public static readonly TimeSpan Resolution = TimeSpan.FromMinutes(5);

    /// <summary>Whether a use should be noted.</summary>
    public static bool IsDue(DateTime modified) => DateTime.UtcNow - modified > Resolution;

    /// <summary>Notes a use. A store that one may not write still serves.</summary>
    public static void Touch(string path)
    {
        try
        {
            File.SetLastWriteTimeUtc(path, DateTime.UtcNow);
        }
        catch (Exception problem) when (SystemError.Is(problem))
        {
        }
    }
}
