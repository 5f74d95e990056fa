using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Spindle.Plans;

namespace Spindle.Store;

/// <summary>
/// Canonical JSON that notices any change of a byte: the first member, <c>#</c>, is the SHA-256 of all that follows it.
/// Other programs read it as plain JSON.
/// </summary>
internal static class SealedJson
{
    private const int Beginning = 72;

    /// <summary>The sealed text of an object, in UTF-8.</summary>
    /// <exception cref="ArgumentException">A name sorts before <c>#</c>, which must come first.</exception>
    public static byte[] Write(JsonObject json)
    {
        if (json.Any(member => string.CompareOrdinal(member.Key, "#") <= 0)) throw new ArgumentException("'#' must be the first name", nameof(json));
        var rest = Encoding.UTF8.GetBytes(CanonicalJson.Write(json)).AsSpan(1);
        return [.. Head(rest), .. rest];
    }

    /// <summary>Reads a sealed object; null where it is not just as it was written.</summary>
    public static JsonObject? Read(ReadOnlySpan<byte> bytes) => Parse(bytes) is { } json ? JsonObject.Create(json) : null;

    /// <summary>Reads a sealed object without making nodes of it; null where it is not just as it was written.</summary>
    public static JsonElement? Parse(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length <= Beginning || !bytes[..Beginning].SequenceEqual(Head(bytes[Beginning..]))) return null;
        try
        {
            return JsonElement.Parse(bytes);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static byte[] Head(ReadOnlySpan<byte> rest) => Encoding.ASCII.GetBytes($"{{\"#\":\"{Digest.Of(rest).Hex}\",");
}
