using System.Globalization;
using System.Text.Json.Nodes;
using Spindle.Contracts;

namespace Spindle.Catalog;

/// <summary>Reads and writes single values as text: whole numbers, numbers, quantities.</summary>
public static class ScalarText
{
    /// <summary>The typed JSON of a text that stands for a whole number, a number or a quantity; null where it does not.</summary>
    public static JsonNode? Read(ParameterType type, string text) => type switch
    {
        ParameterType.Whole => long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole) ? JsonValue.Create(whole) : null,
        ParameterType.Number => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number)
            ? JsonValue.Create(number) : null,
        ParameterType.Quantity quantity => Quantity(quantity.Units, text) is { } value ? JsonValue.Create(Quantity(quantity.Units, value)) : null,
        _ => JsonValue.Create(text),
    };

    /// <summary>A quantity's value in its canonical unit, read from text such as <c>1500 ms</c>; null where the text is none.</summary>
    public static decimal? Quantity(IReadOnlyList<Unit> units, string text)
    {
        var end = text.Length;
        while (end > 0 && !char.IsAsciiDigit(text[end - 1]) && text[end - 1] != '.') end--;
        var unit = units.FirstOrDefault(candidate => candidate.Symbol == text[end..].Trim());
        if (unit is null || !decimal.TryParse(text[..end].Trim(), NumberStyles.Float, CultureInfo.InvariantCulture, out var number)) return null;
        try
        {
            return number * unit.Factor;
        }
        catch (OverflowException)
        {
            return null;
        }
    }

    /// <summary>A quantity's canonical text: <c>1.5 s</c>.</summary>
    public static string Quantity(IReadOnlyList<Unit> units, decimal canonical) =>
        $"{(canonical / 1.0000000000000000000000000000m).ToString(CultureInfo.InvariantCulture)} {units[0].Symbol}";
}
