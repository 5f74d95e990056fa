using System.Xml.Linq;

namespace Spindle.Reports.Pages;

/// <summary>A part of the page that the table of contents names.</summary>
/// <param name="Id">Where links point to.</param>
/// <param name="Title">Its title.</param>
/// <param name="Element">What it says.</param>
internal sealed record PageSection(string Id, string Title, XElement Element)
{
    /// <summary>A section with a heading.</summary>
    public static PageSection Of(string id, string title, params object?[] content) =>
        new(id, title, Html.Element("section", Html.Id(id), Html.Element("h2", Html.Anchor(id), title), content));
}
