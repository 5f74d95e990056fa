using Spindle.Plans;

namespace Spindle.Store;

/// <summary>A file of an archive: a blob or an entry. Its name follows from the digest, so that none can lead anywhere else.</summary>
/// <param name="IsEntry">Whether it is the entry of a key, not a blob.</param>
/// <param name="Digest">The key, or the digest of the content.</param>
/// <param name="Size">Its size in bytes.</param>
internal sealed record ArchiveFile(bool IsEntry, Digest Digest, long Size)
{
    /// <summary>Its name in the archive.</summary>
    public string Name => IsEntry ? $"steps/{Digest.Hex[..2]}/{Digest.Hex}.json" : $"blobs/sha256/{Digest.Hex[..2]}/{Digest.Hex}";
}
