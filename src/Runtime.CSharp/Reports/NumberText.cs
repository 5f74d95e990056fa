using System.Globalization;

namespace Spindle.Reports;

/// <summary>Numbers for people: four significant digits, a true minus sign, powers of ten where zeros would hide the number.</summary>
public static class NumberText
{
    private const string Superscripts = "⁰¹²³⁴⁵⁶⁷⁸⁹";

    /// <summary>A number, with so many significant digits.</summary>
    public static string Write(double value, int digits = 4)
    {
        if (!double.IsFinite(value)) return double.IsNaN(value) ? "not a number" : value > 0 ? "∞" : "−∞";
        if (value == 0) return "0";
        var rounded = double.Parse(value.ToString($"E{digits - 1}", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
        var size = Math.Abs(rounded);
        if (size < 1e-4 || size >= 1e7) return Scientific(rounded);
        if (size >= 1e4) return Signed(Math.Round(value).ToString("0", CultureInfo.InvariantCulture));
        return Signed(rounded.ToString("0.#######", CultureInfo.InvariantCulture));
    }

    /// <summary>A mean with its standard deviation, both to the deviation's second digit; the mean alone where there is no deviation.</summary>
    public static string Write(double mean, double deviation)
    {
        if (double.IsNaN(deviation)) return Write(mean);
        if (deviation is < 1e-4 or >= 1e4) return $"{Write(mean)} ± {Write(deviation, 2)}";
        var decimals = Math.Max(0, 1 - (int)Math.Floor(Math.Log10(deviation)));
        return $"{Signed(mean.ToString($"F{decimals}", CultureInfo.InvariantCulture))} ± {deviation.ToString($"F{decimals}", CultureInfo.InvariantCulture)}";
    }

    /// <summary>A whole number.</summary>
    public static string Write(long value) => Signed(value.ToString(CultureInfo.InvariantCulture));

    /// <summary>A power of ten, as <c>10⁻³</c>.</summary>
    public static string PowerOfTen(int exponent)
    {
        var digits = Math.Abs(exponent).ToString(CultureInfo.InvariantCulture).Select(digit => Superscripts[digit - '0']);
        return $"10{(exponent < 0 ? "⁻" : "")}{string.Concat(digits)}";
    }

    /// <summary>A length of time: <c>0.42 s</c>, <c>3 min 20 s</c>, <c>2 h 5 min</c>; empty where it is not known.</summary>
    public static string Time(double seconds)
    {
        if (!double.IsFinite(seconds)) return "";
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
