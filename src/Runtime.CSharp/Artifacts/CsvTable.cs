using System.Globalization;
using Spindle.Contracts;

namespace Spindle.Artifacts;

/// <summary>Tables as CSV (RFC 4180, lines end with a line feed): a header with units in brackets, an empty cell where a number is missing.</summary>
public static class CsvTable
{
    /// <summary>Writes a table.</summary>
    public static void Write(TextWriter writer, Table table)
    {
        WriteLine(writer, table.Columns.Select(column => column.Unit.Length == 0 ? column.Name : $"{column.Name} [{column.Unit}]"));
        for (var row = 0; row < table.Rows; row++) WriteLine(writer, table.Columns.Select(column => Cell(column, row)));
    }

    private static void WriteLine(TextWriter writer, IEnumerable<string> cells)
    {
        writer.Write(string.Join(',', cells.Select(Quoted)));
        writer.Write('\n');
    }

    private static string Cell(Column column, int row) => column switch
    {
        NumberColumn numbers => double.IsNaN(numbers.Values[row]) ? "" : numbers.Values[row].ToString("R", CultureInfo.InvariantCulture),
        IntegerColumn wholes => wholes.Values[row].ToString(CultureInfo.InvariantCulture),
        TextColumn texts => texts.Values[row],
        _ => throw new ArgumentException($"column '{column.Name}' is of type {column.GetType()}", nameof(column)),
    };

    private static string Quoted(string cell) =>
        cell.AsSpan().ContainsAny("\",\r\n") ? $"\"{cell.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : cell;
}
