using System.Xml.Linq;

namespace Spindle.Reports.Pages;

/// <summary>A table of a probe, folded.</summary>
internal static class TableView
{
    /// <summary>The table.</summary>
    public static XElement Write(ReportTable table)
    {
        var shown = table.Columns.Count == 0 ? 0 : table.Columns.Max(column => column.Cells.Count);
        var size = shown < table.Rows ? $"first {shown} of {table.Rows} rows" : $"{table.Rows} rows";
        return Html.Details(
            false,
            new object[] { Html.Element("code", Html.Name(table.Name)), $" · {size}" },
            Html.Scrolling(Html.Element(
                "table",
                Html.Element("thead", Html.Element("tr", table.Columns.Select(Head))),
                Html.Element("tbody", Enumerable.Range(0, shown).Select(row => Html.Element("tr", table.Columns.Select(column => Cell(column, row))))))));
    }

    private static XElement Head(ReportColumn column) =>
        Html.Classed("th", column.Numeric ? "number" : "text", column.Unit.Length > 0 ? $"{column.Name} ({column.Unit})" : column.Name);

    private static XElement Cell(ReportColumn column, int row) =>
        Html.Classed("td", column.Numeric ? "number" : "text", row < column.Cells.Count ? column.Cells[row] : "");
}
