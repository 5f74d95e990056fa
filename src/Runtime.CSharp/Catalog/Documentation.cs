using System.Reflection;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Spindle.Catalog;

/// <summary>The summaries of some assemblies' XML documentation, each read when first asked for.</summary>
internal sealed partial class Documentation(IEnumerable<KindSource> sources)
{
    private readonly Dictionary<Assembly, Lazy<Dictionary<string, string>>> summaries =
        sources.ToDictionary(source => source.Assembly, source => new Lazy<Dictionary<string, string>>(() => Read(source.Documentation)));

    /// <summary>The summary of a type, on one line; empty where there is none.</summary>
    public string Of(Type type) => Of(type, $"T:{Name(type)}");

    /// <summary>The summary of a property, on one line; empty where there is none.</summary>
    public string Of(PropertyInfo property) => Of(property.DeclaringType!, $"P:{Name(property.DeclaringType!)}.{property.Name}");

    private static string Name(Type type) => type.FullName!.Replace('+', '.');

    private string Of(Type type, string member) =>
        summaries.TryGetValue(type.Assembly, out var known) ? known.Value.GetValueOrDefault(member, "") : "";

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
