using Spindle.Contracts;

namespace Spindle.Reports;

/// <summary>Tables as text, cut after some rows.</summary>
internal static class TableText
{
    /// <summary>The first rows of a table.</summary>
    public static ReportTable Of(string name, Table table, int rows) =>
        new(name, [.. table.Columns.Select(column => Column(column, Math.Min(rows, table.Rows)))], table.Rows);

    private static ReportColumn Column(Column column, int rows) => column switch
    {
        NumberColumn numbers => new(column.Name, column.Unit, true, [.. numbers.Values.Take(rows).Select(value => double.IsNaN(value) ? "–" : NumberText.Write(value))]),
        IntegerColumn whole => new(column.Name, column.Unit, true, [.. whole.Values.Take(rows).Select(value => NumberText.Write(value))]),
        TextColumn text => new(column.Name, "", false, [.. text.Values.Take(rows)]),
        _ => throw new NotSupportedException($"columns of type {column.GetType().Name}"),
    };
}
