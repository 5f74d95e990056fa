using Spindle.Contracts;
using Spindle.Plans;

namespace Spindle.Store;

/// <summary>Content that an entry promised is gone, or was damaged and has been set aside; the step that made it must run again.</summary>
public sealed class DamagedBlobException : StoreException
{
    private DamagedBlobException(string code, Digest digest, string message)
        : base(code, message, "run again: the step that made it is computed anew") => Digest = digest;

    /// <summary>The digest of the content that was wanted.</summary>
    public Digest Digest { get; }

    internal static DamagedBlobException Missing(Digest digest) =>
        new(DiagnosticCodes.BlobMissing, digest, $"the artifact {digest.Hex[..12]}… is no longer in the store");

    internal static DamagedBlobException Damaged(Digest digest) =>
        new(DiagnosticCodes.BlobDamaged, digest, $"the artifact {digest.Hex[..12]}… was damaged and has been set aside");
}
