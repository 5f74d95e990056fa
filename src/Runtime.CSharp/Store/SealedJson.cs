using System.Buffers;
using System.Runtime.InteropServices;
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

    /// <summary>A name that stands twice would let two readers see two things.</summary>
    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false };

    /// <summary>The sealed text of an object, in UTF-8.</summary>
    /// <exception cref="ArgumentException">A name sorts before <c>#</c>, which must come first.</exception>
    public static byte[] Write(JsonObject json) => Buffer(json).WrittenSpan.ToArray();

    /// <summary>The sealed text of an object as a line of its own.</summary>
    /// <exception cref="ArgumentException">A name sorts before <c>#</c>, which must come first.</exception>
    public static byte[] WriteLine(JsonObject json)
    {
        var text = Buffer(json);
        text.Write("\n"u8);
        return text.WrittenSpan.ToArray();
    }

    /// <summary>Reads a sealed object; null where it is not just as it was written.</summary>
    public static JsonObject? Read(ReadOnlySpan<byte> bytes) => Parse(bytes) is { } json ? JsonObject.Create(json) : null;

    /// <summary>Reads a sealed object without making nodes of it; null where it is not just as it was written.</summary>
    public static JsonElement? Parse(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length <= Beginning || !bytes[..Beginning].SequenceEqual(Head(bytes[Beginning..]))) return null;
        try
        {
            return JsonElement.Parse(bytes, Strict);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>The text with the digest in its place, which is known only when the rest is written.</summary>
    private static ArrayBufferWriter<byte> Buffer(JsonObject json)
    {
        if (json.Any(member => string.CompareOrdinal(member.Key, "#") <= 0)) throw new ArgumentException("'#' must be the first name", nameof(json));
        var text = new ArrayBufferWriter<byte>(512);
        // The brace that opens the object lies where the head will end.
        text.Advance(Beginning - 1);
        CanonicalJson.Write(text, json);
        MemoryMarshal.TryGetArray(text.WrittenMemory, out var written);
        Head(text.WrittenSpan[Beginning..]).CopyTo(written.AsSpan());
        return text;
    }

    private static byte[] Head(ReadOnlySpan<byte> rest) => Encoding.ASCII.GetBytes($"{{\"#\":\"{Digest.Of(rest).Hex}\",");
}
