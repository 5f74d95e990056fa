using System.Collections;
using System.Text.Json.Nodes;
using Spindle.Contracts;

namespace Spindle.Catalog;

/// <summary>What typed JSON is written for.</summary>
public enum ValuePurpose
{
    /// <summary>For an experiment's text: every parameter, files by path.</summary>
    Text,

    /// <summary>For a plan and so for keys: without plan-only parameters, with versions, files by the digest of their content.</summary>
    Plan,
}

/// <summary>A spec as typed JSON and back. Values are resolved: defaults are written out; what is absent by default stays out.</summary>
public static class SpecJson
{
    /// <summary>The parameters of a spec.</summary>
    /// <param name="kind">Its kind.</param>
    /// <param name="spec">The spec.</param>
    /// <param name="purpose">What for.</param>
    /// <param name="nameOf">The name under which a spec that stands in this one is declared, null where it is not; by default none is.</param>
    public static JsonObject Write(KindDescription kind, Spec spec, ValuePurpose purpose, Func<Spec, string?>? nameOf = null) =>
        Write(kind.Parameters, spec, purpose, nameOf);

    /// <summary>The spec whose parameters these are; a parameter that is not given keeps its default.</summary>
    /// <param name="kind">Its kind.</param>
    /// <param name="parameters">Its parameters.</param>
    /// <param name="names">What names in an experiment's JSON stand for; null for the JSON of a plan, which has none.</param>
    /// <exception cref="FormatException">A value is not of its parameter's type: the JSON was not checked.</exception>
    public static Spec Read(KindDescription kind, JsonObject parameters, ISpecNames? names = null) => SpecReader.Read(kind, parameters, names);

    /// <summary>One value as typed JSON.</summary>
    /// <exception cref="FormatException">The value is not of the type.</exception>
    public static JsonNode WriteValue(ParameterType type, object value, ValuePurpose purpose, Func<Spec, string?>? nameOf = null) => (type, value) switch
    {
        (ParameterType.Whole, _) => JsonValue.Create(Convert.ToInt64(value, System.Globalization.CultureInfo.InvariantCulture)),
        (ParameterType.Number, double number) => JsonValue.Create(number),
        (ParameterType.Truth, bool truth) => JsonValue.Create(truth),
        (ParameterType.Text, string text) => JsonValue.Create(text),
        (ParameterType.Quantity quantity, _) =>
            JsonValue.Create(ScalarText.Quantity(quantity.Units, QuantityType.Of(value.GetType())!.Canonical(value))),
        (ParameterType.Choice, _) => JsonValue.Create(SnakeCase.Of(value.ToString()!)),
        (ParameterType.Reference, Subject subject) => JsonValue.Create(subject.Name),
        (ParameterType.Reference, ProbeRef probe) => JsonValue.Create(probe.Name),
        (ParameterType.File, DataFile file) => JsonValue.Create(purpose == ValuePurpose.Plan ? file.Digest : file.Path),
        (ParameterType.Group group, Clause clause) => Write(group.Parameters, clause, purpose, nameOf),
        (ParameterType.Embedded, Spec spec) when nameOf?.Invoke(spec) is { } name => JsonValue.Create(name),
        (ParameterType.Embedded embedded, Spec spec) => InPlace(embedded.Catalog.Of(spec), spec, purpose, nameOf),
        (ParameterType.ListOf list, IEnumerable items) =>
            new JsonArray([.. items.Cast<object>().Select(item => (JsonNode?)WriteValue(list.Item, item, purpose, nameOf))]),
        _ => throw new FormatException($"{value.GetType()} is no value of {type}"),
    };

    /// <summary>A spec with its kind, as it stands in another spec or in the parameters of a step.</summary>
    public static JsonObject InPlace(KindDescription kind, Spec spec, ValuePurpose purpose, Func<Spec, string?>? nameOf = null)
    {
        var json = new JsonObject { ["kind"] = kind.Name, ["parameters"] = Write(kind, spec, purpose, nameOf) };
        if (purpose == ValuePurpose.Text) return json;
        json["version"] = kind.Version;
        if (kind.Plugin is { } plugin) json["plugin"] = plugin;
        return json;
    }

    private static JsonObject Write(IReadOnlyList<ParameterDescription> parameters, object owner, ValuePurpose purpose, Func<Spec, string?>? nameOf)
    {
        var json = new JsonObject();
        foreach (var parameter in parameters)
        {
            if (purpose == ValuePurpose.Plan && parameter.PlanOnly) continue;
            if (parameter.Property.GetValue(owner) is { } value) json[parameter.Key] = WriteValue(parameter.Type, value, purpose, nameOf);
        }
        return json;
    }
}

/// <summary>What the names in an experiment's typed JSON stand for.</summary>
public interface ISpecNames
{
    /// <summary>A file by its path, with the digest of its content.</summary>
    DataFile File(string path);

    /// <summary>The spec that is declared under a name.</summary>
    Spec Declared(Section section, string name);
}
