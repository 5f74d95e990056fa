using System.Text.Json;

namespace Spindle.Store;

/// <summary>What the provenance of an entry looks like, so that those who read it later need not wonder.</summary>
internal static class ProvenanceShape
{
    private static readonly string[] Texts = ["step", "operation", "experiment", "run", "started"];
    private static readonly string[] Groups = ["inputs", "environment", "spindle"];

    /// <summary>Looks at every part that is there.</summary>
    /// <exception cref="FormatException">A part is not what it should be; see <see cref="JsonFields.IsMisfit"/>.</exception>
    public static void Check(JsonElement provenance)
    {
        if (provenance.ValueKind != JsonValueKind.Object) throw new FormatException("the provenance is no object");
        foreach (var member in provenance.EnumerateObject())
        {
            if (member.Value.ValueKind == JsonValueKind.Null) continue;
            if (Texts.Contains(member.Name) && (member.Value.ValueKind != JsonValueKind.String || member.Value.GetString()!.Contains('\0')))
                throw new FormatException($"'{member.Name}' is no text");
            if (member.NameEquals("seconds") && !double.IsFinite(member.Value.GetDouble())) throw new FormatException("'seconds' is no number");
            if (Groups.Contains(member.Name) && member.Value.ValueKind != JsonValueKind.Object) throw new FormatException($"'{member.Name}' is no object");
        }
    }
}
