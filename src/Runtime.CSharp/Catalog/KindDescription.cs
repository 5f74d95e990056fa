using Spindle.Contracts;

namespace Spindle.Catalog;

/// <summary>A kind as the catalog describes it: all that the language, the schema and the documentation need.</summary>
/// <param name="Section">The section that it belongs to.</param>
/// <param name="Name">Its name, as <c>ring_attractor</c>.</param>
/// <param name="Version">Its version.</param>
/// <param name="SpecType">The spec record.</param>
/// <param name="Summary">What it is.</param>
/// <param name="Parameters">Its parameters, in the order of declaration.</param>
/// <param name="Notes">When and why it reached its versions.</param>
/// <param name="Plugin">The digest of the plugin that it came with; null for Spindle's own.</param>
public sealed record KindDescription(
    Section Section,
    string Name,
    int Version,
    Type SpecType,
    string Summary,
    IReadOnlyList<ParameterDescription> Parameters,
    IReadOnlyList<VersionNoteAttribute> Notes,
    string? Plugin)
{
    /// <summary>The parameter of a key, or null.</summary>
    public ParameterDescription? Parameter(string key) => Parameters.FirstOrDefault(parameter => parameter.Key == key);
}
