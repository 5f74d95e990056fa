using System.Globalization;
using System.Xml.Linq;

namespace Spindle.Reports.Pages;

/// <summary>What stands at the top: the experiment, what came of it in one line, and the contents.</summary>
internal static class PageHeader
{
    /// <summary>The head of the page.</summary>
    public static XElement Write(ReportContent content) => Html.Element(
        "header",
        Html.Classed("p", "kicker", "Spindle report"),
        Html.Element("h1", content.Experiment),
        content.Description.Length > 0 ? Html.Classed("p", "description", content.Description) : null,
        Html.Classed("p", "outline", Outline(content)));

    /// <summary>Links to the sections.</summary>
    public static XElement Contents(IEnumerable<PageSection> sections) => Html.Element(
        "nav",
        Html.Attribute("aria-label", "Contents"),
        Html.Element("ul", sections.Select(section => Html.Element("li", Html.Link(section.Id, Html.Name(section.Title))))));

    private static string Outline(ReportContent content)
    {
        var parts = new List<string>();
        if (content.Verdicts.Count > 0) parts.Add($"{content.Verdicts.Count(verdict => verdict.Met)} of {content.Verdicts.Count} expectations met");
        if (content.Run.Started is { } started) parts.Add(started.UtcDateTime.ToString("d MMMM yyyy, HH:mm 'UTC'", CultureInfo.InvariantCulture));
        parts.Add($"{content.Run.Executed} steps executed, {content.Run.Cached} cached in {NumberText.Time(content.Run.Seconds)}");
        if (content.Run.Failed > 0) parts.Add($"{content.Run.Failed} failed");
        if (content.Run.Interrupted) parts.Add("interrupted");
        return string.Join(" · ", parts);
    }
}
