using System.Security.Cryptography;
using System.Text;

namespace Spindle.Plans;

/// <summary>The SHA-256 of some bytes; every artifact is known by one.</summary>
/// <param name="Hex">64 lower-case hexadecimal digits.</param>
public readonly record struct Digest(string Hex)
{
    /// <summary>The digest of some bytes.</summary>
    public static Digest Of(ReadOnlySpan<byte> bytes) => new(Convert.ToHexStringLower(SHA256.HashData(bytes)));

    /// <summary>The digest of a text in UTF-8.</summary>
    public static Digest Of(string text) => Of(Encoding.UTF8.GetBytes(text));

    /// <summary>Whether a text has the form of a digest.</summary>
    public static bool IsHex(string text) => text.Length == 64 && text.All(c => char.IsAsciiDigit(c) || c is >= 'a' and <= 'f');

    /// <summary>The hexadecimal digits.</summary>
    public override string ToString() => Hex;
}
