using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Spindle.Contracts;
using Spindle.Plans;

namespace Spindle.Store;

/// <summary>A name for results that are to stay, with all that they were made from, until the name is taken away.</summary>
/// <param name="Name">The tag's name.</param>
/// <param name="Experiment">The name of the experiment whose results they are.</param>
/// <param name="Run">The run that was tagged, whose record stays too; null where an experiment was.</param>
/// <param name="Set">When the tag was set.</param>
/// <param name="Keys">The keys of the results.</param>
public sealed partial record StoreTag(string Name, string Experiment, string? Run, DateTimeOffset Set, IReadOnlyList<Digest> Keys)
{
    private const int Format = 1;

    /// <summary>Whether a tag can have a name: letters, digits, <c>.</c>, <c>_</c> and <c>-</c>, a letter or digit first, at most 100.</summary>
    public static bool IsName(string name) => NameForm().IsMatch(name);

    /// <summary>Sets the tag, in place of one of its name.</summary>
    /// <exception cref="StoreException">No tag can have the name; there is no room, or no permission.</exception>
    public void Keep(ContentStore store)
    {
        if (!IsName(Name))
        {
            throw new StoreException(
                DiagnosticCodes.TagName, $"a tag cannot be called '{Name}'", "letters, digits, '.', '_' and '-', a letter or a digit first, at most 100");
        }
        Folder(store).Write(Name, new()
        {
            ["format"] = Format,
            ["name"] = Name,
            ["experiment"] = Experiment,
            ["run"] = Run,
            ["set"] = Set.UtcDateTime.ToString("O", CultureInfo.InvariantCulture),
            ["keys"] = new JsonArray([.. Keys.Select(key => (JsonNode)key.Hex)]),
        });
    }

    /// <summary>Takes a tag away; false where there is none of the name.</summary>
    /// <exception cref="StoreException">The system refused.</exception>
    public static bool Remove(ContentStore store, string name) => IsName(name) && Folder(store).Remove(name);

    /// <summary>The tags of a store by name, and the names of those that were damaged; these are told and set aside.</summary>
    /// <exception cref="StoreException">The folder cannot be read.</exception>
    public static (IReadOnlyList<StoreTag> Tags, IReadOnlyList<string> Damaged) List(ContentStore store) => StoreException.Guard("reading the tags", () =>
    {
        var (tags, damaged) = (new List<StoreTag>(), new List<string>());
        var folder = Folder(store);
        foreach (var name in folder.Names.ToList())
        {
            if (folder.Read(name, json => Read(json, name)) is { } tag) tags.Add(tag);
            else damaged.Add(name);
        }
        return ((IReadOnlyList<StoreTag>)tags, (IReadOnlyList<string>)damaged);
    });

    private static StoreTag Read(JsonObject json, string name)
    {
        if (json.Whole("format") != Format || json.Text("name") != name) throw new FormatException("it is another tag");
        return new(
            name,
            json.Text("experiment"),
            json["run"]?.GetValue<string>(),
            DateTimeOffset.Parse(json.Text("set"), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal),
            [.. json.Member("keys").AsArray().Select(key => Digest.IsHex(key?.ToString() ?? "") ? new Digest(key!.ToString()) : throw new FormatException("a key is no digest"))]);
    }

    private static SealedFolder Folder(ContentStore store) => new(store, store.Folders.Tags, DiagnosticCodes.TagDamaged, "tag");

    [GeneratedRegex(@"^[A-Za-z0-9][A-Za-z0-9._-]{0,99}\z")]
    private static partial Regex NameForm();
}
