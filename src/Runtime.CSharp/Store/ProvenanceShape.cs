using System.Text.Json;
using System.Text.Json.Nodes;

namespace Spindle.Store;

/// <summary>What the provenance of an entry looks like, so that those who read it later need not wonder.</summary>
internal static class ProvenanceShape
{
    private static readonly string[] Texts = ["step", "operation", "experiment", "run", "started"];
    private static readonly string[] Groups = ["inputs", "environment", "spindle"];

    /// <summary>Looks at every part that is there.</summary>
    /// <exception cref="FormatException">A part is not what it should be; see <see cref="JsonFields.IsMisfit"/>.</exception>
    public static void Check(JsonObject provenance)
    {
        foreach (var name in Texts)
            if (provenance[name] is { } text && (text.GetValueKind() != JsonValueKind.String || text.GetValue<string>().Contains('\0')))
                throw new FormatException($"'{name}' is no text");
        if (provenance["seconds"] is { } seconds && !double.IsFinite(seconds.GetValue<double>())) throw new FormatException("'seconds' is no number");
        // Counting reads the members, which finds a name that stands twice.
        foreach (var name in Groups)
            if (provenance[name] is { } group) _ = group.AsObject().Count;
    }
}
