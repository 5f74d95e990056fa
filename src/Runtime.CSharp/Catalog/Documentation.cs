using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Spindle.Catalog;

/// <summary>The summaries of an assembly's XML documentation, read when first asked for.</summary>
internal sealed partial class Documentation(Func<Stream?> open)
{
    private readonly Lazy<Dictionary<string, string>> summaries = new(() => Read(open));

    /// <summary>The summary of a type, on one line; empty where there is none.</summary>
    public string Of(Type type) => summaries.Value.GetValueOrDefault($"T:{type.FullName}", "");

    /// <summary>The summary of a property, on one line; empty where there is none.</summary>
    public string Of(Type type, string property) => summaries.Value.GetValueOrDefault($"P:{type.FullName}.{property}", "");

    private static Dictionary<string, string> Read(Func<Stream?> open)
    {
        using var stream = open();
        if (stream is null) return [];
        return XDocument.Load(stream).Descendants("member")
            .Where(member => member.Element("summary") is not null)
            .ToDictionary(member => member.Attribute("name")!.Value, member => Plain(member.Element("summary")!));
    }

    private static string Plain(XElement summary)
    {
        var text = string.Concat(summary.DescendantNodes().Select(node => node switch
        {
            XText words => words.Value,
            XElement { IsEmpty: true } element => element.Attribute("cref")?.Value.Split('.')[^1] ?? element.Attribute("name")?.Value ?? "",
            _ => "",
        }));
        return Spaces().Replace(text, " ").Trim();
    }

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();
}
