using System.Runtime.InteropServices;

namespace Spindle.Store;

/// <summary>Moves a finished temporary file to its place, in one step that other processes see whole or not at all.</summary>
internal static partial class Publication
{
    /// <summary>Moves a file to its place, over whatever is there.</summary>
    public static void Replace(string temporary, string place) =>
        InFolder(place, () => File.Move(temporary, place, overwrite: true));

    /// <summary>Moves a file to its place unless something is there already; if so, says false and leaves the temporary file.</summary>
    public static bool Claim(string temporary, string place)
    {
        var claimed = false;
        InFolder(place, () => claimed = TryLink(temporary, place) || TryMove(temporary, place));
        return claimed;
    }

    private static void InFolder(string place, Action move)
    {
        try
        {
            move();
        }
        catch (DirectoryNotFoundException)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(place)!);
            move();
        }
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
        File.Move(temporary, place, overwrite: true);
        return true;
    }

    [LibraryImport("libc", EntryPoint = "link", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Link(string existing, string added);
}
