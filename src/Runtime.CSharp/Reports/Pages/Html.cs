using System.Xml;
using System.Xml.Linq;

namespace Spindle.Reports.Pages;

/// <summary>Builds HTML as a tree, so that tags always close and text is always escaped.</summary>
internal static class Html
{
    /// <summary>An element. Text may hold anything: what XML forbids is left out.</summary>
    public static XElement Element(string tag, params object?[] content)
    {
        var element = new XElement(tag);
        foreach (var part in content) Add(element, part);
        return element;
    }

    /// <summary>An element of a class.</summary>
    public static XElement Classed(string tag, string names, params object?[] content) => Element(tag, [Class(names), .. content]);

    /// <summary>A text.</summary>
    public static XText Text(string text) => new(Printable(text));

    /// <summary>The class attribute.</summary>
    public static XAttribute Class(string names) => new("class", names);

    /// <summary>The id attribute.</summary>
    public static XAttribute Id(string id) => new("id", id);

    /// <summary>An attribute with any text.</summary>
    public static XAttribute Attribute(string name, string value) => new(name, Printable(value));

    /// <summary>A link within the page; plain text where there is nothing to link to.</summary>
    public static object Link(string? id, object content) => id is null ? content : Element("a", new XAttribute("href", $"#{id}"), content);

    /// <summary>The sign that shows a heading's address.</summary>
    public static XElement Anchor(string id) => Classed("a", "anchor", new XAttribute("href", $"#{id}"), new XAttribute("aria-hidden", "true"), "#");

    /// <summary>A name that may break after its joints, so that long ones fit narrow screens.</summary>
    public static IEnumerable<XNode> Name(string name)
    {
        var start = 0;
        for (var i = 0; i < name.Length; i++)
        {
            if (!"/.,_[]=#".Contains(name[i], StringComparison.Ordinal)) continue;
            yield return Text(name[start..(i + 1)]);
            if (i + 1 < name.Length) yield return new XElement("wbr");
            start = i + 1;
        }
        yield return Text(name[start..]);
    }

    /// <summary>A table in a frame of its own, which scrolls where the screen is narrower.</summary>
    public static XElement Scrolling(XElement table) => Classed("div", "scroll", new XAttribute("tabindex", "0"), table);

    /// <summary>What can be unfolded.</summary>
    public static XElement Details(bool open, object summary, params object?[] content) =>
        Element("details", open ? new XAttribute("open", "open") : null, Element("summary", summary), content);

    /// <summary>Names with values.</summary>
    public static XElement? Facts(IEnumerable<Fact> facts)
    {
        var all = facts.Where(fact => fact.Value.Length > 0).ToList();
        return all.Count == 0 ? null : Classed("dl", "facts", all.Select(fact => Element("div", Element("dt", fact.Name), Element("dd", fact.Value))));
    }

    /// <summary>The tree as HTML: elements without content keep their closing tag unless HTML gives them none.</summary>
    public static string Serialise(XElement element)
    {
        foreach (var empty in element.DescendantsAndSelf().Where(node => node.IsEmpty && node.Name.LocalName is not ("img" or "wbr" or "br"))) empty.Value = "";
        return element.ToString(SaveOptions.DisableFormatting);
    }

    private static void Add(XElement element, object? part)
    {
        switch (part)
        {
            case null:
                break;
            case string text:
                element.Add(Text(text));
                break;
            case XObject node:
                element.Add(node);
                break;
            case System.Collections.IEnumerable parts:
                foreach (var one in parts) Add(element, one);
                break;
            default:
                throw new ArgumentException($"a {part.GetType().Name} cannot stand in a page", nameof(part));
        }
    }

    private static string Printable(string text)
    {
        if (IsPrintable(text)) return text;
        var kept = new System.Text.StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            if (XmlConvert.IsXmlChar(text[i])) kept.Append(text[i]);
            else if (i + 1 < text.Length && XmlConvert.IsXmlSurrogatePair(text[i + 1], text[i])) kept.Append(text[i]).Append(text[++i]);
            else kept.Append('\uFFFD');
        }
        return kept.ToString();
    }

    private static bool IsPrintable(string text) => text.All(XmlConvert.IsXmlChar);
}
