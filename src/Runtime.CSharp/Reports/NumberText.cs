using System.Globalization;

namespace Spindle.Reports;

/// <summary>Numbers for people: four significant digits, a true minus sign, powers of ten where zeros would hide the number.</summary>
public static class NumberText
{
    private const string Superscripts = "⁰¹²³⁴⁵⁶⁷⁸⁹";

    /// <summary>A number.</summary>
    public static string Write(double value)
    {
        if (!double.IsFinite(value)) return double.IsNaN(value) ? "not a number" : value > 0 ? "∞" : "−∞";
        if (value == 0) return "0";
        var rounded = double.Parse(value.ToString("E3", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
        var size = Math.Abs(rounded);
        if (size < 1e-4 || size >= 1e7) return Scientific(rounded);
        if (size >= 1e4) return Signed(Math.Round(value).ToString("0", CultureInfo.InvariantCulture));
        return Signed(rounded.ToString("0.#######", CultureInfo.InvariantCulture));
    }

    /// <summary>A whole number.</summary>
    public static string Write(long value) => Signed(value.ToString(CultureInfo.InvariantCulture));

    /// <summary>A power of ten, as <c>10⁻³</c>.</summary>
    public static string PowerOfTen(int exponent)
    {
        var digits = Math.Abs(exponent).ToString(CultureInfo.InvariantCulture).Select(digit => Superscripts[digit - '0']);
        return $"10{(exponent < 0 ? "⁻" : "")}{string.Concat(digits)}";
    }

    /// <summary>A length of time: <c>0.42 s</c>, <c>3 min 20 s</c>, <c>2 h 5 min</c>.</summary>
    public static string Time(double seconds)
    {
        if (seconds < 60) return $"{seconds.ToString(seconds < 10 ? "0.00" : "0.0", CultureInfo.InvariantCulture)} s";
        var whole = (long)Math.Round(seconds);
        return whole < 3600 ? $"{whole / 60} min {whole % 60} s" : $"{whole / 3600} h {whole % 3600 / 60} min";
    }

    private static string Scientific(double value)
    {
        var parts = value.ToString("0.###E+0", CultureInfo.InvariantCulture).Split('E');
        var power = PowerOfTen(int.Parse(parts[1], CultureInfo.InvariantCulture));
        return parts[0] == "1" ? power : Signed($"{parts[0]} × {power}");
    }

    private static string Signed(string text) => text.Replace('-', '−');
}
