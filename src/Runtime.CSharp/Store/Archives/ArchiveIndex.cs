using System.Text.Json.Nodes;
using Spindle.Contracts;

namespace Spindle.Store;

/// <summary>
/// What stands first in an archive: the files that follow, in their order, each with its size. The blobs of an entry stand before
/// it, so that whatever was read of an archive is whole.
/// </summary>
/// <param name="Experiment">The experiment's name.</param>
/// <param name="Files">The files.</param>
internal sealed record ArchiveIndex(string Experiment, IReadOnlyList<ArchiveFile> Files)
{
    /// <summary>Its name in the archive.</summary>
    public const string Name = "spindle-archive.json";

    /// <summary>No index is larger; one of 100 000 results takes about a third.</summary>
    public const long MostBytes = 64 << 20;

    private const int Format = 1;

    /// <summary>The size of all that follows, in bytes.</summary>
    /// <exception cref="SpindleException">It is larger than anything can be.</exception>
    public long Bytes
    {
        get
        {
            var sum = Files.Aggregate(UInt128.Zero, (sum, file) => sum + (UInt128)file.Size);
            return sum <= long.MaxValue ? (long)sum : throw ArchiveProblem.Refused("it claims to hold more than any disk does");
        }
    }

    public byte[] Write() => SealedJson.Write(new()
    {
        ["format"] = Format,
        ["experiment"] = Experiment,
        ["files"] = new JsonArray([.. Files.Select(file => (JsonNode)new JsonObject
        {
            [file.IsEntry ? "step" : "blob"] = file.Digest.Hex,
            ["size"] = file.Size,
        })]),
    });

    /// <summary>Reads an index.</summary>
    /// <exception cref="SpindleException">It is damaged, of another format, or names what no archive of ours holds.</exception>
    public static ArchiveIndex Read(byte[] bytes)
    {
        if (SealedJson.Read(bytes) is not { } json) throw ArchiveProblem.Damaged("its index is not as it was written");
        try
        {
            if (json.Whole("format") is var format and not Format) throw ArchiveProblem.None($"its format is {format}, and this Spindle reads {Format}");
            var files = json.Member("files").AsArray().Select(file => Read(file ?? throw new FormatException("a file is null"))).ToList();
            if (files.DistinctBy(file => (file.IsEntry, file.Digest)).Count() != files.Count) throw ArchiveProblem.Refused("its index names a file twice");
            var experiment = json.Text("experiment");
            return StoreTag.IsName(experiment) ? new(experiment, files) : throw ArchiveProblem.Refused("its experiment has a name that none can have");
        }
        catch (Exception problem) when (JsonFields.IsMisfit(problem))
        {
            throw ArchiveProblem.Refused($"its index is not one of ours ({problem.Message})");
        }
    }

    private static ArchiveFile Read(JsonNode json)
    {
        var isEntry = json["step"] is not null;
        var (digest, size) = (json.Digest(isEntry ? "step" : "blob"), json.Whole("size"));
        if (size < 0) throw new FormatException("a size is negative");
        if (isEntry && size > EntryFiles.MostBytes) throw new FormatException("an entry is larger than any is");
        return new(isEntry, digest, size);
    }
}
