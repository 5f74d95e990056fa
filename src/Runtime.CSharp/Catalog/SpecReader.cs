using System.Text.Json.Nodes;
using Spindle.Contracts;

namespace Spindle.Catalog;

/// <summary>Makes specs of typed JSON.</summary>
internal static class SpecReader
{
    /// <summary>The spec whose parameters these are.</summary>
    public static Spec Read(KindDescription kind, JsonObject parameters, ISpecNames? names)
    {
        var spec = (Spec)Activator.CreateInstance(kind.SpecType)!;
        Fill(spec, parameters, key => kind.Parameter(key) ?? throw new FormatException($"{kind.Name} has no parameter '{key}'"), names);
        return spec;
    }

    private static void Fill(object owner, JsonObject parameters, Func<string, ParameterDescription> find, ISpecNames? names)
    {
        foreach (var (key, node) in parameters)
        {
            if (node is null) continue;
            var parameter = find(key);
            parameter.Property.SetValue(owner, Value(parameter.Type, parameter.Property.PropertyType, node, names));
        }
    }

    private static object Value(ParameterType kind, Type type, JsonNode node, ISpecNames? names)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        return kind switch
        {
            ParameterType.Whole when type == typeof(int) => checked((int)Whole(node)),
            ParameterType.Whole => Whole(node),
            ParameterType.Number => Number(node),
            ParameterType.Truth => node.GetValue<bool>(),
            ParameterType.Text => node.GetValue<string>(),
            ParameterType.File => names is null ? new DataFile("", node.GetValue<string>()) : names.File(node.GetValue<string>()),
            ParameterType.Choice => Choice(type, node.GetValue<string>()),
            ParameterType.Quantity quantity => Quantity(quantity, type, node.GetValue<string>()),
            ParameterType.Reference =>
                Activator.CreateInstance(type == typeof(Subject) ? typeof(UnresolvedSubject) : type, node.GetValue<string>())!,
            ParameterType.Group group => Clause(group, node.AsObject(), names),
            ParameterType.Embedded embedded => Embedded(embedded, node, names),
            ParameterType.ListOf list => List(list.Item, type.GetGenericArguments()[0], node.AsArray(), names),
            _ => throw new FormatException($"a parameter cannot be of type {type}"),
        };
    }

    private static Array List(ParameterType kind, Type item, JsonArray nodes, ISpecNames? names)
    {
        var list = Array.CreateInstance(item, nodes.Count);
        for (var i = 0; i < nodes.Count; i++) list.SetValue(Value(kind, item, nodes[i]!, names), i);
        return list;
    }

    private static object Clause(ParameterType.Group group, JsonObject parameters, ISpecNames? names)
    {
        var clause = Activator.CreateInstance(group.Clause)!;
        Fill(clause, parameters, key => group.Parameter(key) ?? throw new FormatException($"{group.Clause.Name} has no parameter '{key}'"), names);
        return clause;
    }

    private static Spec Embedded(ParameterType.Embedded embedded, JsonNode node, ISpecNames? names)
    {
        if (node is JsonValue name)
            return names?.Declared(embedded.Section, name.GetValue<string>()) ?? throw new FormatException($"a plan holds the name '{name}' in place of a spec");
        var kind = node["kind"]!.GetValue<string>();
        var found = embedded.Find(kind) ?? throw new FormatException($"there is no kind '{kind}' of type {embedded.Spec}");
        return Read(found, node["parameters"]!.AsObject(), names);
    }

    private static object Quantity(ParameterType.Quantity quantity, Type type, string text) =>
        QuantityType.Of(type)!.Make(ScalarText.Quantity(quantity.Units, text) ?? throw new FormatException($"'{text}' is no {quantity.Dimension}"));

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
