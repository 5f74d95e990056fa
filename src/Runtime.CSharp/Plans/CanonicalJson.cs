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
        var text = new StringBuilder();
        Append(text, node);
        return text.ToString();
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

    private static void Append(StringBuilder text, JsonNode? node)
    {
        switch (node)
        {
            case null:
                text.Append("null");
                break;
            case JsonObject map:
                text.Append('{');
                var first = true;
                foreach (var (key, value) in map.OrderBy(member => member.Key, StringComparer.Ordinal))
                {
                    if (!first) text.Append(',');
                    first = false;
                    AppendText(text, key);
                    text.Append(':');
                    Append(text, value);
                }
                text.Append('}');
                break;
            case JsonArray list:
                text.Append('[');
                for (var i = 0; i < list.Count; i++)
                {
                    if (i > 0) text.Append(',');
                    Append(text, list[i]);
                }
                text.Append(']');
                break;
            default:
                AppendScalar(text, node.AsValue());
                break;
        }
    }

    private static void AppendScalar(StringBuilder text, JsonValue value)
    {
        switch (value.GetValueKind())
        {
            case JsonValueKind.True:
                text.Append("true");
                break;
            case JsonValueKind.False:
                text.Append("false");
                break;
            case JsonValueKind.String:
                AppendText(text, value.GetValue<string>());
                break;
            default:
                if (value.TryGetValue<long>(out var whole) || (value.TryGetValue<int>(out var small) && (whole = small) == small))
                {
                    if (Math.Abs(whole) > LargestExact) throw new ArgumentException($"{whole} is beyond 2^53", nameof(value));
                    text.Append(whole.ToString(CultureInfo.InvariantCulture));
                }
                else text.Append(Number(value.TryGetValue<float>(out var single) && !value.TryGetValue<double>(out _) ? single : value.GetValue<double>()));
                break;
        }
    }

    private static void AppendText(StringBuilder text, ReadOnlySpan<char> value)
    {
        text.Append('"');
        while (value.IndexOfAny(Escaped) is var at and >= 0)
        {
            text.Append(value[..at]);
            AppendEscaped(text, value[at]);
            value = value[(at + 1)..];
        }
        text.Append(value).Append('"');
    }

    private static void AppendEscaped(StringBuilder text, char c)
    {
        switch (c)
        {
            case '"': text.Append("\\\""); break;
            case '\\': text.Append("\\\\"); break;
            case '\b': text.Append("\\b"); break;
            case '\t': text.Append("\\t"); break;
            case '\n': text.Append("\\n"); break;
            case '\f': text.Append("\\f"); break;
            case '\r': text.Append("\\r"); break;
            default: text.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}"); break;
        }
    }
}
