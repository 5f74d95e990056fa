using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;

namespace Spindle.Store;

/// <summary>Who holds a lock, or writes the record of a run.</summary>
/// <param name="Host">The machine's name.</param>
/// <param name="Boot">The machine's start.</param>
/// <param name="Space">The set of process numbers in which <paramref name="Process"/> means something.</param>
/// <param name="Process">The process.</param>
/// <param name="Started">When the process started, in ticks since the machine did: a number is used again after a while.</param>
/// <param name="Since">When it took the lock.</param>
/// <param name="Token">Tells this lock from all others.</param>
internal sealed record LockOwner(string Host, string Boot, string Space, int Process, string Started, string Since, string Token)
{
    /// <summary>This process, now.</summary>
    public static LockOwner Me() => new(
        Environment.MachineName,
        ThisProcess.Boot,
        ThisProcess.Space,
        Environment.ProcessId,
        ThisProcess.StartOf(Environment.ProcessId) ?? "",
        DateTime.UtcNow.ToString("O", CultureInfo.InvariantCulture),
        Guid.NewGuid().ToString("N"));

    /// <summary>Whether the process is certainly gone; of one on another host nothing is certain.</summary>
    public bool IsGone
    {
        get
        {
            if (Host != Environment.MachineName) return false;
            if (Boot != ThisProcess.Boot) return true;
            return Space == ThisProcess.Space && ThisProcess.StartOf(Process) != Started;
        }
    }

    public JsonObject ToJson() => new()
    {
        ["host"] = Host,
        ["boot"] = Boot,
        ["space"] = Space,
        ["pid"] = Process,
        ["started"] = Started,
        ["since"] = Since,
        ["token"] = Token,
    };

    /// <summary>Reads an owner.</summary>
    /// <exception cref="FormatException">It does not have the form of one; see <see cref="JsonFields.IsMisfit"/>.</exception>
    public static LockOwner Read(JsonNode json) => new(
        json.Text("host"), json.Text("boot"), json.Text("space"), (int)json.Whole("pid"), json.Text("started"), json.Text("since"), json.Text("token"));

    /// <summary>Reads the owner from a lock file; null where it does not say, as in the moment between its creation and its writing.</summary>
    public static LockOwner? Read(ReadOnlySpan<byte> bytes)
    {
        try
        {
            return JsonNode.Parse(bytes) is { } json ? Read(json) : null;
        }
        catch (Exception problem) when (JsonFields.IsMisfit(problem))
        {
            return null;
        }
    }

    public byte[] ToBytes() => Encoding.UTF8.GetBytes(ToJson().ToJsonString());
}
