using System.Globalization;
using System.Text;
using Spindle.Contracts;

namespace Spindle.Recordings;

/// <summary>A table from text: the first row names the columns, their type is found by their content.</summary>
public static class CsvTable
{
    /// <summary>Reads a table.</summary>
    /// <exception cref="SpindleException">The text is not of this form; the message names the line.</exception>
    public static Table Read(Stream stream, char delimiter, CancellationToken cancellation)
    {
        using var reader = new StreamReader(stream, new UTF8Encoding(false, throwOnInvalidBytes: true));
        var text = new CsvRows(reader, delimiter);
        using var rows = text.GetEnumerator();
        if (!rows.MoveNext()) throw text.Malformed(1, "the file is empty, expected a header");
        var names = rows.Current.Cells;
        foreach (var name in names.GroupBy(name => name).Where(group => group.Count() > 1 || group.Key == ""))
            throw text.Malformed(1, name.Key == "" ? "a column has no name" : $"two columns have the name '{name.Key}'");
        var columns = names.Select(_ => new List<string>()).ToArray();
        while (rows.MoveNext())
        {
            cancellation.ThrowIfCancellationRequested();
            var (line, cells) = rows.Current;
            if (cells.Count != columns.Length) throw text.Malformed(line, $"{cells.Count} values, expected {columns.Length} as in the header");
            for (var i = 0; i < columns.Length; i++) columns[i].Add(cells[i]);
        }
        return new([.. names.Zip(columns, Column)]);
    }

    private static Column Column(string name, List<string> cells)
    {
        if (cells.TrueForAll(cell => Whole(cell) is not null)) return new IntegerColumn(name, "", [.. cells.Select(cell => Whole(cell)!.Value)]);
        var gapped = cells.Exists(cell => cell != "") && cells.TrueForAll(cell => cell == "" || Real(cell) is not null);
        return gapped ? new NumberColumn(name, "", [.. cells.Select(cell => Real(cell) ?? double.NaN)]) : new TextColumn(name, [.. cells]);
    }

    private static long? Whole(string cell) =>
        long.TryParse(cell, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole) ? whole : null;

    private static double? Real(string cell) =>
        double.TryParse(cell, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : null;
}
