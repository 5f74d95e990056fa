using System.Globalization;
using System.Text;
using System.Xml;
using System.Xml.Linq;

namespace Spindle.Reports.Drawing;

/// <summary>
/// Makes SVG fit for papers and pages out of what the drawing library writes: text in words instead of single letters, sharp
/// pixels, a size that scales, a title, and ids in one order.
/// </summary>
internal static class FigureSvg
{
    private static readonly XNamespace Svg = "http://www.w3.org/2000/svg";
    private static readonly XNamespace Link = "http://www.w3.org/1999/xlink";

    /// <summary>The finished SVG in UTF-8.</summary>
    public static byte[] Finish(byte[] drawn, string title, string caption, float width, float height)
    {
        using var stream = new MemoryStream(drawn);
        using var reader = XmlReader.Create(stream, new() { CheckCharacters = false, DtdProcessing = DtdProcessing.Prohibit });
        var root = XDocument.Load(reader).Root!;
        root.SetAttributeValue("viewBox", $"0 0 {Number(width)} {Number(height)}");
        root.SetAttributeValue("role", "img");
        root.AddFirst(
            new XElement(Svg + "title", Printable(title)),
            new XElement(Svg + "desc", Printable(caption)),
            new XElement(Svg + "rect", new XAttribute("width", Number(width)), new XAttribute("height", Number(height)), new XAttribute("fill", "white")));
        foreach (var text in root.Descendants(Svg + "text")) Join(text);
        foreach (var image in root.Descendants(Svg + "image")) image.SetAttributeValue("style", "image-rendering:pixelated");
        RenumberIds(root);
        return Encoding.UTF8.GetBytes(root.ToString(SaveOptions.DisableFormatting) + "\n");
    }

    /// <summary>
    /// Letters that are placed one by one become one word of the same length, so that it can be edited, searched and set in another font.
    /// </summary>
    private static void Join(XElement text)
    {
        var words = Printable(text.Value.Trim());
        var size = float.Parse(text.Attribute("font-size")!.Value, CultureInfo.InvariantCulture);
        var heavy = text.Attribute("font-family")!.Value.Contains(FigureFont.HeavyFamily, StringComparison.Ordinal);
        text.Value = words;
        text.SetAttributeValue("font-weight", heavy ? "600" : null);
        text.SetAttributeValue("x", First(text, "x"));
        text.SetAttributeValue("y", First(text, "y"));
        text.SetAttributeValue("font-family", FigureFont.Families);
        text.SetAttributeValue("textLength", Number(FigureFont.Instance.Width(words, size, heavy)));
        text.SetAttributeValue("lengthAdjust", "spacingAndGlyphs");
    }

    private static string First(XElement text, string attribute)
    {
        var list = text.Attribute(attribute)?.Value ?? "0";
        return list.Split(',', 2)[0].Trim();
    }

    private static void RenumberIds(XElement root)
    {
        var names = new Dictionary<string, string>();
        foreach (var id in root.Descendants().Attributes("id"))
        {
            var name = $"i{names.Count}";
            names.Add(id.Value, name);
            id.Value = name;
        }
        foreach (var attribute in root.Descendants().Attributes())
        {
            if (attribute.Name == Link + "href" && attribute.Value.StartsWith('#')) attribute.Value = $"#{names[attribute.Value[1..]]}";
            else if (attribute.Value.StartsWith("url(#", StringComparison.Ordinal)) attribute.Value = $"url(#{names[attribute.Value[5..^1]]})";
        }
    }

    /// <summary>A text without the characters that XML forbids.</summary>
    private static string Printable(string text) => string.Concat(text.Where(c => XmlConvert.IsXmlChar(c) || char.IsSurrogate(c)));

    private static string Number(float value) => MathF.Round(value, 2).ToString(CultureInfo.InvariantCulture);
}
