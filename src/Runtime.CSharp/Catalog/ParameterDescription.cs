using System.Reflection;
using System.Text.Json.Nodes;

namespace Spindle.Catalog;

/// <summary>A parameter of a kind, read off the spec's property.</summary>
/// <param name="Key">As experiments write it, in snake_case.</param>
/// <param name="Property">The spec's property.</param>
/// <param name="Type">What its value may be.</param>
/// <param name="Required">Whether an experiment must give it.</param>
/// <param name="Default">Its value as typed JSON where an experiment does not give it; null where it is required or absent by default.</param>
/// <param name="PlanOnly">Whether it only decides which steps there are.</param>
/// <param name="Least">The least value allowed, as typed JSON; null for none.</param>
/// <param name="Greatest">The greatest value allowed, as typed JSON; null for none.</param>
/// <param name="Summary">What it means.</param>
public sealed record ParameterDescription(
    string Key,
    PropertyInfo Property,
    ParameterType Type,
    bool Required,
    JsonNode? Default,
    bool PlanOnly,
    JsonNode? Least,
    JsonNode? Greatest,
    string Summary);
