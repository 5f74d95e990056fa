using System.Text;

namespace Spindle.Reports.Pages;

/// <summary>Gives everything that can be linked to an id of its own.</summary>
internal sealed class Anchors
{
    private readonly Dictionary<(string Sort, string Name), string> ids = [];
    private readonly HashSet<string> taken = new(StringComparer.Ordinal);

    /// <summary>Gives ids to things of a sort that the page shows.</summary>
    /// <param name="sort">What sort of things they are, as <c>probe</c>; a plain word.</param>
    /// <param name="names">Their names.</param>
    public void Add(string sort, IEnumerable<string> names)
    {
        foreach (var name in names)
        {
            if (ids.ContainsKey((sort, name))) continue;
            var slug = Slug($"{sort}-{name}");
            var id = slug;
            for (var again = 2; !taken.Add(id); again++) id = $"{slug}--{again}";
            ids[(sort, name)] = id;
        }
    }

    /// <summary>The id of a thing that the page shows.</summary>
    public string Of(string sort, string name) => ids[(sort, name)];

    /// <summary>The id of a thing; null where the page does not show it.</summary>
    public string? Find(string sort, string name) => ids.GetValueOrDefault((sort, name));

    private static string Slug(string text)
    {
        var slug = new StringBuilder();
        foreach (var c in text)
        {
            if (char.IsAsciiLetterOrDigit(c) || c == '_') slug.Append(c);
            else if (slug[^1] != '-') slug.Append('-');
        }
        return slug.ToString().TrimEnd('-');
    }
}
