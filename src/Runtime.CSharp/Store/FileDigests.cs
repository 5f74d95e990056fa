using System.Text.Json.Nodes;
using Spindle.Plans;

namespace Spindle.Store;

/// <summary>
/// Digests the files that experiments name, and remembers the digests of large ones, so that a file which did not change is not
/// read again. What a file looked like decides: device, inode, size and the times of its last changes to the nanosecond; nothing is remembered
/// of a file that changed within two seconds before, since it could change again and look the same.
/// </summary>
/// <param name="folder">Where digests are remembered, a folder of this machine's; null to read every file anew.</param>
/// <param name="clock">Tells how long ago a file changed.</param>
public sealed class FileDigests(string? folder, TimeProvider? clock = null)
{
    /// <summary>Smaller files are read faster than they are remembered.</summary>
    internal const long WorthRemembering = 1 << 20;

    private const int Format = 1;
    private const long Settling = 2_000_000_000;
    private const long MostBytes = 1 << 16;

    private static readonly TimeSpan LongestUnused = TimeSpan.FromDays(60);

    /// <summary>Digests a file.</summary>
    /// <exception cref="IOException">It cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be read.</exception>
    public FrozenFile Of(string path)
    {
        using var file = WholeFile.Open(path);
        if (folder is null || !FileStamp.IsExact) return new(path, FileHash.Of(file));
        var stamp = FileStamp.Of(file);
        var isSettled = FileStamp.Nanoseconds((clock ?? TimeProvider.System).GetUtcNow().UtcDateTime) - Math.Max(stamp.Modified, stamp.Changed) > Settling;
        if (isSettled && Recall(folder, stamp) is { } known) return new(path, known, stamp);
        var digest = FileHash.Of(file);
        if (!isSettled || FileStamp.Of(file) != stamp) return new(path, digest);
        if (stamp.Size >= WorthRemembering) Remember(folder, stamp, digest);
        return new(path, digest, stamp);
    }

    /// <summary>Of several hosts that share the folder each has its own devices.</summary>
    private static string Place(string folder, FileStamp stamp) =>
        Path.Combine(folder, Digest.Of($"{Environment.MachineName}\n{stamp.Identity}").Hex[..32] + ".json");

    private static Digest? Recall(string folder, FileStamp stamp)
    {
        if (stamp.Size < WorthRemembering) return null;
        var place = Place(folder, stamp);
        try
        {
            if (WholeFile.Read(place, MostBytes) is not var (bytes, modified) || SealedJson.Read(bytes) is not { } json) return null;
            if (json.Whole("format") != Format || FileStamp.Read(json.Member("file")) != stamp) return null;
            if (Recency.IsDue(modified)) Recency.Touch(place);
            return json.Digest("digest");
        }
        catch (Exception problem) when (SystemError.Is(problem) || JsonFields.IsMisfit(problem))
        {
            // What cannot be remembered is computed.
            return null;
        }
    }

    private static void Remember(string folder, FileStamp stamp, Digest digest)
    {
        var place = Place(folder, stamp);
        var temporary = $"{place}.{Guid.NewGuid():N}";
        try
        {
            Directory.CreateDirectory(folder);
            foreach (var old in StoreContents.Files(folder).Where(file => DateTime.UtcNow - file.LastWriteTimeUtc > LongestUnused)) old.Delete();
            File.WriteAllBytes(temporary, SealedJson.Write(new JsonObject { ["format"] = Format, ["file"] = stamp.ToJson(), ["digest"] = digest.Hex }));
            File.Move(temporary, place, overwrite: true);
        }
        catch (Exception problem) when (SystemError.Is(problem))
        {
            Forget(temporary);
        }
    }

    private static void Forget(string temporary)
    {
        try
        {
            File.Delete(temporary);
        }
        catch (Exception problem) when (SystemError.Is(problem))
        {
            // It is removed with what nobody used for long.
        }
    }
}
