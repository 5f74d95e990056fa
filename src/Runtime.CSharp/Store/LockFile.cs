using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Spindle.Store;

/// <summary>Who holds a lock, as its file says.</summary>
internal sealed record LockFile(string Host, string Boot, int Process)
{
    /// <summary>A lock that nobody has refreshed for so long is taken over.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    /// <summary>This process.</summary>
    public static LockFile Mine() => new(Environment.MachineName, BootId(), Environment.ProcessId);

    public string Write() => new JsonObject
    {
        ["host"] = Host,
        ["boot"] = Boot,
        ["pid"] = Process,
        ["since"] = DateTime.UtcNow.ToString("O", CultureInfo.InvariantCulture),
    }.ToJsonString();

    /// <summary>Whether the holder of a lock is gone: its process has ended, its host has restarted, or it has long been silent.</summary>
    public static bool IsStale(string path)
    {
        try
        {
            if (DateTime.UtcNow - File.GetLastWriteTimeUtc(path) > Patience) return true;
            var json = JsonNode.Parse(File.ReadAllText(path))!.AsObject();
            var holder = new LockFile(json["host"]!.GetValue<string>(), json["boot"]!.GetValue<string>(), json["pid"]!.GetValue<int>());
            var mine = Mine();
            return holder.Host == mine.Host && (holder.Boot != mine.Boot || !IsAlive(holder.Process));
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException or JsonException or NullReferenceException or InvalidOperationException)
        {
            // It is being written, or was just removed: not stale, look again.
            return false;
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

    private static string BootId()
    {
        const string Linux = "/proc/sys/kernel/random/boot_id";
        return File.Exists(Linux) ? File.ReadAllText(Linux).Trim() : "";
    }
}
