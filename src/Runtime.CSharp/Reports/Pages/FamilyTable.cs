using System.Xml.Linq;

namespace Spindle.Reports.Pages;

/// <summary>A probe's numbers side by side: a column for the members that differ only in the seed, mean ± s.d.</summary>
internal static class FamilyTable
{
    /// <summary>The table; null where there is but one member, or nothing to show.</summary>
    public static XElement? Write(ProbeResults probe)
    {
        var metrics = probe.Members.SelectMany(member => member.Metrics).Select(metric => metric.Metric).DistinctBy(metric => metric.Name).ToList();
        if (probe.Members.Count < 2 || metrics.Count == 0) return null;
        var groups = FamilySummary.Of(probe);
        return Html.Scrolling(Html.Classed(
            "table",
            "family",
            Html.Element("caption", Caption(groups)),
            Html.Element("thead", Html.Element("tr", Html.Element("th", "metric"), groups.Select(Head))),
            Html.Element("tbody", metrics.Select(metric => Html.Element(
                "tr",
                Html.Element("th", Html.Attribute("scope", "row"), Html.Name(metric.Name), metric.Unit.Length > 0 ? Html.Classed("span", "unit", $" {metric.Unit}") : null),
                groups.Select(group => Cell(group, metric.Name)))))));
    }

    private static string Caption(IReadOnlyList<SeedGroup> groups) =>
        groups.Any(group => group.Members > 1) ? "All members; mean ± standard deviation over seeds" : "All members";

    private static XElement Head(SeedGroup group)
    {
        object name = group.Name.Length > 0 ? Html.Name(group.Name) : "all seeds";
        return Html.Classed("th", "number", name, group.Members > 1 ? Html.Classed("span", "unit", $" n = {group.Members}") : null);
    }

    private static XElement Cell(SeedGroup group, string metric)
    {
        if (!group.Metrics.TryGetValue(metric, out var spread) || spread.Count == 0) return Html.Classed("td", "number", "–");
        var count = spread.Count < group.Members ? Html.Classed("span", "unit", $" n = {spread.Count}") : null;
        return Html.Classed("td", "number", NumberText.Write(spread.Mean, spread.Deviation), count);
    }
}
