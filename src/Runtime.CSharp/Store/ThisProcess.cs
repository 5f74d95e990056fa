using System.Globalization;
using Spindle.Plans;

namespace Spindle.Store;

/// <summary>What tells this process from all others that may use the same store.</summary>
internal static class ThisProcess
{
    /// <summary>The start of this machine that the process lives in; empty where the system does not tell.</summary>
    public static string Boot { get; } = Read("/proc/sys/kernel/random/boot_id");

    /// <summary>The set of process numbers that the process sees: containers on one host have different ones.</summary>
    public static string Space { get; } = ReadLink("/proc/self/ns/pid");

    /// <summary>Host, start and process numbers in short: only where they are equal does a process number mean the same process.</summary>
    public static string Place { get; } = Digest.Of($"{Environment.MachineName}\n{Boot}\n{Space}").Hex[..12];

    /// <summary>When a process started, in ticks since the machine did; null where there is no such process, empty where the system does not tell.</summary>
    public static string? StartOf(int process)
    {
        if (!OperatingSystem.IsLinux()) return IsAlive(process) ? "" : null;
        try
        {
            // The name, in parentheses, may hold anything; state is the first field after it, the start the 20th.
            var text = File.ReadAllText(string.Create(CultureInfo.InvariantCulture, $"/proc/{process}/stat"));
            var fields = text[(text.LastIndexOf(')') + 2)..].Split(' ');
            return fields[0] is "Z" or "X" ? null : fields[19];
        }
        catch (IOException)
        {
            return null;
        }
    }

    private static bool IsAlive(int process)
    {
        try
        {
            using var found = System.Diagnostics.Process.GetProcessById(process);
            return !found.HasExited;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }

    private static string Read(string path) => File.Exists(path) ? File.ReadAllText(path).Trim() : "";

    private static string ReadLink(string path) => File.Exists(path) ? new FileInfo(path).LinkTarget ?? "" : "";
}
