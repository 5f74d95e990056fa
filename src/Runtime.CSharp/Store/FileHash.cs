using System.Buffers;
using System.Security.Cryptography;
using Microsoft.Win32.SafeHandles;
using Spindle.Plans;

namespace Spindle.Store;

/// <summary>Hashes files.</summary>
internal static class FileHash
{
    private const int AtOnce = 1 << 20;

    /// <summary>The digest of what can be read of a file. Reading, unlike a map, survives that the file shrinks meanwhile.</summary>
    public static Digest Of(SafeFileHandle file)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = ArrayPool<byte>.Shared.Rent(AtOnce);
        try
        {
            long at = 0;
            while (RandomAccess.Read(file, buffer, at) is var read and > 0)
            {
                hash.AppendData(buffer, 0, read);
                at += read;
            }
            return new(Convert.ToHexStringLower(hash.GetHashAndReset()));
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }
}
