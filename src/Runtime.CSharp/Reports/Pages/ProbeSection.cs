using System.Xml.Linq;

namespace Spindle.Reports.Pages;

/// <summary>What one probe found.</summary>
internal static class ProbeSection
{
    private const int OpenMembers = 3;

    /// <summary>The section; the first member of each group that differs only in the seed is unfolded.</summary>
    public static PageSection Write(ProbeResults probe, Anchors anchors)
    {
        var id = anchors.Of("probe", probe.Name);
        var open = probe.Members.DistinctBy(FamilySummary.Name).Take(OpenMembers).ToHashSet();
        return PageSection.Of(
            id,
            probe.Name,
            Html.Classed("p", "note", Html.Element("code", probe.Kind), probe.Summary.Length > 0 ? $" · {probe.Summary}" : null),
            FamilyTable.Write(probe),
            probe.Members.Select(member => Member(member, open.Contains(member), anchors)));
    }

    private static XElement Member(ProbeMember member, bool open, Anchors anchors)
    {
        var id = anchors.Of("member", member.Member);
        var details = Html.Details(
            open,
            Html.Element("h3", Html.Name(member.Member)),
            member.Missing.Length > 0 ? Html.Classed("p", "missing", $"No result: {member.Missing}.") : null,
            Metrics(member),
            member.Figures.Count > 0 ? Html.Classed("div", "figures", member.Figures.Select(figure => FigureCard.Write(figure, anchors))) : null,
            member.Tables.Select(TableView.Write),
            ExplanationSection.Link(member.Step, anchors, "How this was measured"));
        details.Add(Html.Id(id), Html.Class("member"));
        return details;
    }

    private static XElement? Metrics(ProbeMember member) => member.Metrics.Count == 0 ? null : Html.Scrolling(Html.Classed(
        "table",
        "metrics",
        Html.Element("tbody", member.Metrics.Select(metric => Html.Element(
            "tr",
            Html.Element("th", Html.Attribute("scope", "row"), Html.Name(metric.Metric.Name)),
            Html.Classed("td", "number", metric.Value is { } value ? NumberText.Write(value) : "–"),
            Html.Classed("td", "unit", metric.Metric.Unit),
            Html.Classed("td", "meaning", metric.Metric.Summary))))));
}
