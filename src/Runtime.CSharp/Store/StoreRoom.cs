using System.Globalization;
using Spindle.Contracts;

namespace Spindle.Store;

/// <summary>The room on the disk that a store lies on.</summary>
internal static class StoreRoom
{
    /// <summary>Sees to it, before anything is written, that there is room for so many bytes.</summary>
    /// <exception cref="StoreException">There is not.</exception>
    public static void Require(ContentStore store, long bytes)
    {
        long free;
        try
        {
            free = new DriveInfo(store.Root).AvailableFreeSpace;
        }
        catch (Exception problem) when (SystemError.Is(problem) || problem is ArgumentException)
        {
            // A system that does not tell says no when it comes to that.
            return;
        }
        if (bytes <= free) return;
        var message = string.Create(CultureInfo.InvariantCulture, $"{bytes / 1e9:F1} GB are to be written, and {free / 1e9:F1} GB are free");
        throw new StoreException(DiagnosticCodes.DiskFull, message, "make room, or name another store with --store");
    }
}
