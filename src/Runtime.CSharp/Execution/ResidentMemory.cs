using System.Diagnostics;
using System.Globalization;

namespace Spindle.Execution;

/// <summary>How much memory a process holds.</summary>
internal static class ResidentMemory
{
    /// <summary>In bytes; 0 where the process is gone.</summary>
    public static long Of(int process)
    {
        try
        {
            return OperatingSystem.IsLinux() ? OnLinux(process) : Elsewhere(process);
        }
        catch (Exception gone) when (gone is IOException or ArgumentException or InvalidOperationException or UnauthorizedAccessException)
        {
            return 0;
        }
    }

    private static long OnLinux(int process) =>
        long.Parse(File.ReadAllText($"/proc/{process}/statm").Split(' ')[1], CultureInfo.InvariantCulture) * Environment.SystemPageSize;

    private static long Elsewhere(int process)
    {
        using var found = Process.GetProcessById(process);
        return found.WorkingSet64;
    }
}
