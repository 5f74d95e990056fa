using System.Text.Json.Nodes;
using Spindle.Contracts;

namespace Spindle.Artifacts;

/// <summary>What panels are made of as plain data: axes, series, boxes and shades. What is as it is without being said is not written.</summary>
internal static class SeriesJson
{
    /// <summary>An axis.</summary>
    public static JsonObject Write(FigureAxis axis)
    {
        var json = new JsonObject { ["label"] = axis.Label, ["unit"] = axis.Unit, ["logarithmic"] = axis.Logarithmic };
        if (axis.Range is { } range) json["range"] = FigureMembers.List(range);
        if (axis.Names.Count > 0) json["names"] = new JsonArray([.. axis.Names.Select(name => (JsonNode)JsonValue.Create(name))]);
        return json;
    }

    /// <summary>The axis of a name.</summary>
    public static FigureAxis ReadAxis(JsonObject json, string name)
    {
        var axis = json.Member(name).AsObject();
        return new(axis.Text("label"), axis.Text("unit"), axis.Member("logarithmic").GetValue<bool>())
        {
            Range = axis.NumbersOrNull("range"),
            Names = axis["names"] is JsonArray names ? [.. names.Select(one => one?.GetValue<string>() ?? "")] : [],
        };
    }

    /// <summary>Series.</summary>
    public static JsonArray Write(IReadOnlyList<Series> series) => new([.. series.Select(one => (JsonNode)Write(one))]);

    /// <summary>The member <c>series</c>.</summary>
    public static IReadOnlyList<Series> ReadSeries(JsonObject json) =>
    [
        .. json.Objects("series").Select(one => new Series(one.Text("name"), one.Numbers("x"), one.Numbers("y"))
        {
            Spread = one.NumbersOrNull("spread"),
            Color = one.Choice<FigureColor>("color"),
            Dash = one.Choice<FigureDash>("dash"),
            Mark = one.Choice<FigureMark>("mark"),
        }),
    ];

    /// <summary>Shades.</summary>
    public static JsonArray Write(IReadOnlyList<Shade> shades) => new(
    [
        .. shades.Select(shade =>
        {
            var json = new JsonObject { ["name"] = shade.Name, ["from"] = FigureMembers.Node(shade.From), ["to"] = FigureMembers.Node(shade.To) };
            json.Choose("color", shade.Color);
            return (JsonNode)json;
        }),
    ]);

    /// <summary>The member <c>shades</c>.</summary>
    public static IReadOnlyList<Shade> ReadShades(JsonObject json) =>
        [.. json.Objects("shades").Select(one => new Shade(one.Text("name"), one.Number("from"), one.Number("to"), one.Choice<FigureColor>("color")))];

    /// <summary>Boxes.</summary>
    public static JsonArray Write(IReadOnlyList<Box> boxes) => new(
    [
        .. boxes.Select(box =>
        {
            var json = new JsonObject
            {
                ["name"] = box.Name,
                ["values"] = FigureMembers.List([box.Least, box.Lower, box.Middle, box.Upper, box.Greatest]),
            };
            json.Choose("color", box.Color);
            return (JsonNode)json;
        }),
    ]);

    /// <summary>The member <c>boxes</c>.</summary>
    public static IReadOnlyList<Box> ReadBoxes(JsonObject json) => [.. json.Objects("boxes").Select(ReadBox)];

    private static Box ReadBox(JsonObject json) => json.Numbers("values") is [var least, var lower, var middle, var upper, var greatest]
        ? new(json.Text("name"), least, lower, middle, upper, greatest) { Color = json.Choice<FigureColor>("color") }
        : throw new FormatException("not a figure: a box has five values");

    private static JsonObject Write(Series series)
    {
        var json = new JsonObject { ["name"] = series.Name, ["x"] = FigureMembers.List(series.X), ["y"] = FigureMembers.List(series.Y) };
        if (series.Spread is { } spread) json["spread"] = FigureMembers.List(spread);
        json.Choose("color", series.Color);
        json.Choose("dash", series.Dash);
        json.Choose("mark", series.Mark);
        return json;
    }
}
