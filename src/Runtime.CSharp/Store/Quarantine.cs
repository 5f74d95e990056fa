namespace Spindle.Store;

/// <summary>Where damaged files go: never used again, still there to be looked at.</summary>
internal sealed class Quarantine(StoreFolders folders, Action<StoreWarning> warn)
{
    /// <summary>Sets a damaged file aside and tells so. Where even that is refused, the file stays, is told, and is not used either.</summary>
    public void SetAside(string file, string code, string message)
    {
        try
        {
            var place = Path.Combine(folders.Quarantine, $"{Path.GetFileName(file)}-{Guid.NewGuid().ToString("N")[..8]}");
            Move(file, place);
            // Its time says from now on since when it is here.
            Recency.Touch(place);
            warn(new(code, message));
        }
        catch (Exception problem) when (SystemError.IsAbsence(problem) && Directory.Exists(folders.Quarantine))
        {
            // Another process set it aside first.
        }
        catch (Exception problem) when (SystemError.Is(problem))
        {
            warn(new(code, $"{message} (it could not be moved: {problem.Message})"));
        }
    }

    /// <summary>Tells of something that needs no setting aside.</summary>
    public void Tell(string code, string message) => warn(new(code, message));

    private void Move(string file, string place)
    {
        Directory.CreateDirectory(folders.Quarantine);
        if (Directory.Exists(file)) Directory.Move(file, place);
        else File.Move(file, place);
    }
}
