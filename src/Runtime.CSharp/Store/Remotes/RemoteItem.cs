using Spindle.Plans;

namespace Spindle.Store.Remotes;

/// <summary>What a remote keeps under one name.</summary>
/// <param name="Folder"><c>cas</c> for contents by their digest, <c>ac</c> for the entries of steps by their key.</param>
/// <param name="Digest">The digest or the key.</param>
public readonly record struct RemoteItem(string Folder, Digest Digest)
{
    /// <summary>Its place below the remote's address.</summary>
    public string Path => $"{Folder}/{Digest.Hex}";

    /// <summary>A content.</summary>
    public static RemoteItem Blob(Digest digest) => new("cas", digest);

    /// <summary>The entry of a step.</summary>
    public static RemoteItem Entry(Digest key) => new("ac", key);
}
