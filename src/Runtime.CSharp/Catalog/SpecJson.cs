using System.Collections;
using System.Text.Json.Nodes;
using Spindle.Contracts;

namespace Spindle.Catalog;

/// <summary>What typed JSON is written for.</summary>
public enum ValuePurpose
{
    /// <summary>For an experiment's text: every parameter, files by path.</summary>
    Text,

    /// <summary>For a plan and so for keys: without plan-only parameters, files by the digest of their content.</summary>
    Plan,
}

/// <summary>A spec as typed JSON and back. Values are resolved: defaults are written out; what is absent by default stays out.</summary>
public static class SpecJson
{
    /// <summary>The parameters of a spec.</summary>
    public static JsonObject Write(KindDescription kind, Spec spec, ValuePurpose purpose)
    {
        var json = new JsonObject();
        foreach (var parameter in kind.Parameters)
        {
            if (purpose == ValuePurpose.Plan && parameter.PlanOnly) continue;
            if (parameter.Property.GetValue(spec) is { } value) json[parameter.Key] = WriteValue(parameter.Type, value, purpose);
        }
        return json;
    }

    /// <summary>The spec whose parameters these are; a parameter that is not given keeps its default.</summary>
    /// <exception cref="FormatException">A value is not of its parameter's type: the JSON was not checked.</exception>
    public static Spec Read(KindDescription kind, JsonObject parameters)
    {
        var spec = (Spec)Activator.CreateInstance(kind.SpecType)!;
        foreach (var (key, node) in parameters)
        {
            var parameter = kind.Parameter(key) ?? throw new FormatException($"{kind.Name} has no parameter '{key}'");
            if (node is not null) parameter.Property.SetValue(spec, ReadValue(parameter.Property.PropertyType, node));
        }
        return spec;
    }

    /// <summary>One value as typed JSON.</summary>
    /// <exception cref="FormatException">The value is not of the type.</exception>
    public static JsonNode WriteValue(ParameterType type, object value, ValuePurpose purpose) => (type, value) switch
    {
        (ParameterType.Whole, _) => JsonValue.Create(Convert.ToInt64(value, System.Globalization.CultureInfo.InvariantCulture)),
        (ParameterType.Number, double number) => JsonValue.Create(number),
        (ParameterType.Truth, bool truth) => JsonValue.Create(truth),
        (ParameterType.Text, string text) => JsonValue.Create(text),
        (ParameterType.Quantity quantity, _) =>
            JsonValue.Create(ScalarText.Quantity(quantity.Units, QuantityType.Of(value.GetType())!.Canonical(value))),
        (ParameterType.Choice, _) => JsonValue.Create(SnakeCase.Of(value.ToString()!)),
        (ParameterType.Reference, Subject subject) => JsonValue.Create(subject.Name),
        (ParameterType.File, DataFile file) => JsonValue.Create(purpose == ValuePurpose.Plan ? file.Digest : file.Path),
        (ParameterType.ListOf list, IEnumerable items) =>
            new JsonArray([.. items.Cast<object>().Select(item => (JsonNode?)WriteValue(list.Item, item, purpose))]),
        _ => throw new FormatException($"{value.GetType()} is no value of {type}"),
    };

    private static object ReadValue(Type type, JsonNode node)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        if (type == typeof(long)) return Whole(node);
        if (type == typeof(int)) return checked((int)Whole(node));
        if (type == typeof(double)) return Number(node);
        if (type == typeof(bool)) return node.GetValue<bool>();
        if (type == typeof(string)) return node.GetValue<string>();
        if (type == typeof(DataFile)) return File(node.GetValue<string>());
        if (type.IsEnum) return Choice(type, node.GetValue<string>());
        if (QuantityType.Of(type) is { } quantity)
            return quantity.Make(ScalarText.Quantity(quantity.Units, node.GetValue<string>()) ?? throw new FormatException($"'{node}' is no {quantity.Dimension}"));
        if (type.IsAssignableTo(typeof(Subject)))
            return Activator.CreateInstance(type == typeof(Subject) ? typeof(UnresolvedSubject) : type, node.GetValue<string>())!;
        return List(type.GetGenericArguments()[0], node.AsArray());
    }

    private static Array List(Type item, JsonArray nodes)
    {
        var list = Array.CreateInstance(item, nodes.Count);
        for (var i = 0; i < nodes.Count; i++) list.SetValue(ReadValue(item, nodes[i]!), i);
        return list;
    }

    private static DataFile File(string text) => Plans.Digest.IsHex(text) ? new("", text) : new(text);

    private static object Choice(Type type, string word) =>
        Enum.GetValues(type).Cast<object>().FirstOrDefault(value => SnakeCase.Of(value.ToString()!) == word)
        ?? throw new FormatException($"'{word}' is no {type.Name}");

    private static long Whole(JsonNode node) =>
        node.AsValue().TryGetValue<long>(out var whole) ? whole : node.AsValue().TryGetValue<int>(out var small) ? small : checked((long)node.GetValue<double>());

    private static double Number(JsonNode node) =>
        node.AsValue().TryGetValue<double>(out var number) ? number : Whole(node);

    /// <summary>A subject read from JSON, where only its name is known.</summary>
    private sealed record UnresolvedSubject(string Name) : Subject(Name);
}
