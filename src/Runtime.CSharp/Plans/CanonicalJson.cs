using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Spindle.Plans;

/// <summary>JSON in the one form that RFC 8785 allows: members sorted by UTF-16 units, no space, ECMAScript numbers.</summary>
public static class CanonicalJson
{
    private const long LargestExact = 1L << 53;

    private static readonly SearchValues<char> Escaped = SearchValues.Create([.. Enumerable.Range(0, ' ').Select(c => (char)c), '"', '\\']);

    /// <summary>The canonical text of a value.</summary>
    /// <exception cref="ArgumentException">A number is not finite, or an integer is beyond 2^53: write it as text.</exception>
    public static string Write(JsonNode? node)
    {
        var text = new ArrayBufferWriter<byte>();
        Write(text, node);
        return Encoding.UTF8.GetString(text.WrittenSpan);
    }

    /// <summary>The canonical text of an object with these members, which stay where they are.</summary>
    /// <exception cref="ArgumentException">As for any value.</exception>
    public static string WriteMembers(IEnumerable<KeyValuePair<string, JsonNode?>> members)
    {
        var text = new ArrayBufferWriter<byte>();
        WriteObject(text, [.. members]);
        return Encoding.UTF8.GetString(text.WrittenSpan);
    }

    /// <summary>Adds the canonical text of a value in UTF-8.</summary>
    /// <exception cref="ArgumentException">As for any value.</exception>
    public static void Write(ArrayBufferWriter<byte> text, JsonNode? node)
    {
        switch (node)
        {
            case null:
                text.Write("null"u8);
                break;
            case JsonObject map:
                WriteObject(text, [.. map]);
                break;
            case JsonArray list:
                text.Write("["u8);
                for (var i = 0; i < list.Count; i++)
                {
                    if (i > 0) text.Write(","u8);
                    Write(text, list[i]);
                }
                text.Write("]"u8);
                break;
            default:
                WriteScalar(text, node.AsValue());
                break;
        }
    }

    /// <summary>The canonical text of a number, as ECMAScript prints it.</summary>
    /// <exception cref="ArgumentException">The number is not finite.</exception>
    public static string Number(double value)
    {
        if (!double.IsFinite(value)) throw new ArgumentException($"{value} has no form in JSON", nameof(value));
        if (value == 0) return "0";
        var sign = value < 0 ? "-" : "";
        var (digits, point) = ShortestDigits(Math.Abs(value));
        if (digits.Length <= point && point <= 21) return sign + digits + new string('0', point - digits.Length);
        if (0 < point && point <= 21) return sign + digits[..point] + "." + digits[point..];
        if (-6 < point && point <= 0) return sign + "0." + new string('0', -point) + digits;
        var power = (point - 1).ToString("+0;-0", CultureInfo.InvariantCulture);
        return sign + digits[..1] + (digits.Length > 1 ? "." + digits[1..] : "") + "e" + power;
    }

    /// <summary>The fewest digits that read back as the number, and where the decimal point stands among them.</summary>
    private static (string Digits, int Point) ShortestDigits(double value)
    {
        var text = value.ToString("R", CultureInfo.InvariantCulture);
        var exponent = 0;
        if (text.IndexOf('E') is var e and >= 0)
        {
            exponent = int.Parse(text.AsSpan(e + 1), CultureInfo.InvariantCulture);
            text = text[..e];
        }
        var dot = text.IndexOf('.');
        var point = (dot < 0 ? text.Length : dot) + exponent;
        var digits = text.Replace(".", "", StringComparison.Ordinal);
        var leading = digits.Length - digits.TrimStart('0').Length;
        return (digits.Trim('0'), point - leading);
    }

    private static void WriteObject(ArrayBufferWriter<byte> text, KeyValuePair<string, JsonNode?>[] members)
    {
        Array.Sort(members, static (one, other) => string.CompareOrdinal(one.Key, other.Key));
        text.Write("{"u8);
        for (var i = 0; i < members.Length; i++)
        {
            if (i > 0) text.Write(","u8);
            WriteText(text, members[i].Key);
            text.Write(":"u8);
            Write(text, members[i].Value);
        }
        text.Write("}"u8);
    }

    private static void WriteScalar(ArrayBufferWriter<byte> text, JsonValue value)
    {
        switch (value.GetValueKind())
        {
            case JsonValueKind.True:
                text.Write("true"u8);
                break;
            case JsonValueKind.False:
                text.Write("false"u8);
                break;
            case JsonValueKind.String:
                WriteText(text, value.GetValue<string>());
                break;
            default:
                WriteUtf8(text, NumberText(value));
                break;
        }
    }

    private static string NumberText(JsonValue value)
    {
        if (!value.TryGetValue<long>(out var whole) && !(value.TryGetValue<int>(out var small) && (whole = small) == small))
            return Number(value.TryGetValue<float>(out var single) && !value.TryGetValue<double>(out _) ? single : value.GetValue<double>());
        return Math.Abs(whole) <= LargestExact
            ? whole.ToString(CultureInfo.InvariantCulture)
            : throw new ArgumentException($"{whole} is beyond 2^53", nameof(value));
    }

    private static void WriteText(ArrayBufferWriter<byte> text, ReadOnlySpan<char> value)
    {
        text.Write("\""u8);
        while (value.IndexOfAny(Escaped) is var at and >= 0)
        {
            WriteUtf8(text, value[..at]);
            WriteUtf8(text, Escape(value[at]));
            value = value[(at + 1)..];
        }
        WriteUtf8(text, value);
        text.Write("\""u8);
    }

    private static void WriteUtf8(ArrayBufferWriter<byte> text, ReadOnlySpan<char> value) => Encoding.UTF8.GetBytes(value, text);

    private static string Escape(char c) => c switch
    {
        '"' => "\\\"",
        '\\' => "\\\\",
        '\b' => "\\b",
        '\t' => "\\t",
        '\n' => "\\n",
        '\f' => "\\f",
        '\r' => "\\r",
        _ => $"\\u{(int)c:x4}",
    };
}
