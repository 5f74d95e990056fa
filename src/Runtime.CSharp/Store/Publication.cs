using System.Runtime.InteropServices;
using Spindle.Contracts;

namespace Spindle.Store;

/// <summary>
/// Moves a finished temporary file to its place, in one step that other processes see whole or not at all. What stands in
/// the way, a file where a folder belongs or the reverse, is set aside.
/// </summary>
internal sealed partial class Publication(Quarantine quarantine)
{
    private const int AcrossFileSystems = 18;

    /// <summary>Moves a file to its place, over whatever is there.</summary>
    public void Replace(string temporary, string place) => Place(place, () => Move(temporary, place));

    /// <summary>Moves a file to its place unless something is there already; if so, says false and leaves the temporary file.</summary>
    public bool Claim(string temporary, string place)
    {
        var claimed = false;
        Place(place, () => claimed = TryClaim(temporary, place));
        return claimed;
    }

    /// <inheritdoc cref="Claim"/>
    public static bool TryClaim(string temporary, string place) => TryLink(temporary, place) || TryMove(temporary, place);

    private void Place(string place, Action move)
    {
        try
        {
            move();
            return;
        }
        catch (Exception problem) when (SystemError.Is(problem))
        {
            // Not in the filter, where a disk that is full for the folder too would go unheard. What was absent may be
            // there by now: another writer makes the same folder at the same moment.
            if (!MakeWay(place) && !SystemError.IsAbsence(problem)) throw;
        }
        move();
    }

    /// <summary>Sees to it that the folder of a place is one and that the place itself is none; says whether anything was amiss.</summary>
    private bool MakeWay(string place)
    {
        var folder = Path.GetDirectoryName(place)!;
        if (Directory.Exists(place))
        {
            quarantine.SetAside(place, DiagnosticCodes.InTheWay, $"a folder stood where the file {Path.GetFileName(place)} belongs and has been set aside");
            return !Directory.Exists(place);
        }
        if (Directory.Exists(folder)) return false;
        if (new FileInfo(folder) is { Exists: true } or { LinkTarget: not null })
            quarantine.SetAside(folder, DiagnosticCodes.InTheWay, $"a file stood where the folder {Path.GetFileName(folder)} belongs and has been set aside");
        Directory.CreateDirectory(folder);
        return true;
    }

    /// <summary>A hard link fails where its name is taken, on every file system, which no rename does.</summary>
    private static bool TryLink(string temporary, string place)
    {
        if (Link(temporary, place) != 0) return false;
        File.Delete(temporary);
        return true;
    }

    /// <summary>The way of file systems without hard links: two that move at the same moment both succeed, and the later one stays.</summary>
    private static bool TryMove(string temporary, string place)
    {
        if (File.Exists(place) || Directory.Exists(place)) return false;
        Move(temporary, place);
        return true;
    }

    private static void Move(string temporary, string place)
    {
        if (Rename(temporary, place) == 0) return;
        if (Marshal.GetLastPInvokeError() == AcrossFileSystems) MoveAcross(temporary, place);
        // Fails as the first did, and says why.
        else File.Move(temporary, place, overwrite: true);
    }

    /// <summary>
    /// A part of the store that is a link to another file system cannot be renamed to. The file is copied to a temporary one
    /// beside its place, so that it appears there whole or not at all, and flushed, since the flush of the store's own file
    /// system does not reach there.
    /// </summary>
    private static void MoveAcross(string temporary, string place)
    {
        var folder = Path.GetDirectoryName(place)!;
        var beside = Path.Combine(folder, Path.GetFileName(temporary));
        try
        {
            File.Copy(temporary, beside);
            Durability.Sync([beside], folder);
            File.Move(beside, place, overwrite: true);
            Durability.SyncFileSystem(folder);
            File.Delete(temporary);
        }
        catch (Exception problem) when (SystemError.Is(problem))
        {
            File.Delete(beside);
            throw;
        }
    }

    [LibraryImport("libc", EntryPoint = "link", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Link(string existing, string added);

    [LibraryImport("libc", EntryPoint = "rename", StringMarshalling = StringMarshalling.Utf8, SetLastError = true)]
    private static partial int Rename(string from, string to);
}
