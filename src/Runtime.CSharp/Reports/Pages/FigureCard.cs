using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Spindle.Reports.Pages;

/// <summary>
/// A figure on a white card. It is an image and no part of the page: nothing within it can run, and its ids are its own.
/// </summary>
internal static partial class FigureCard
{
    private const float UsualWidth = 680;

    /// <summary>The card.</summary>
    public static XElement Write(ReportFigure figure, Anchors anchors)
    {
        var width = Width(figure.Svg);
        return Html.Element(
            "figure",
            Html.Class(width > UsualWidth / 2 ? "card wide" : "card"),
            Html.Classed("div", "picture", Html.Attribute("tabindex", "0"), Html.Element(
                "img",
                Html.Attribute("src", $"data:image/svg+xml;base64,{Convert.ToBase64String(Encoding.UTF8.GetBytes(figure.Svg))}"),
                Html.Attribute("alt", figure.Title),
                Html.Attribute("style", string.Create(CultureInfo.InvariantCulture, $"--w:{width}px")))),
            Html.Element(
                "figcaption",
                Html.Element("b", figure.Title),
                figure.Caption.Length > 0 ? $" {figure.Caption}" : null,
                " ",
                ExplanationSection.Link(figure.Step, anchors, "How it was made")));
    }

    private static float Width(string svg) =>
        WidthAttribute().Match(svg) is { Success: true } match && float.TryParse(match.Groups[1].Value, CultureInfo.InvariantCulture, out var width)
            ? width
            : UsualWidth;

    [GeneratedRegex("""<svg\b[^>]*?\bwidth="([0-9.]{1,9})""", RegexOptions.CultureInvariant)]
    private static partial Regex WidthAttribute();
}
