using System.Text.Json.Nodes;
using Spindle.Plans;

namespace Spindle.Store;

/// <summary>A file that an experiment names, as it was when it was digested.</summary>
/// <param name="Path">Where it lies.</param>
/// <param name="Digest">The digest of its content.</param>
/// <param name="Seen">
/// What it looked like then: as long as it looks so its content is the same. Null where that cannot be said, because it had just
/// changed or the system does not tell enough.
/// </param>
public sealed record FrozenFile(string Path, Digest Digest, FileStamp? Seen = null)
{
    internal JsonObject ToJson() => new() { ["path"] = Path, ["digest"] = Digest.Hex, ["seen"] = Seen?.ToJson() };

    /// <summary>Reads a file back; see <see cref="JsonFields.IsMisfit"/> for what is thrown where it is none.</summary>
    internal static FrozenFile Read(JsonNode json) =>
        new(json.Text("path"), json.Digest("digest"), json["seen"] is { } seen ? FileStamp.Read(seen) : null);
}
