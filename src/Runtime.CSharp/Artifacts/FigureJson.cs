using System.Globalization;
using System.Text.Json.Nodes;
using Spindle.Contracts;

namespace Spindle.Artifacts;

/// <summary>Figures as plain data. A number that is not finite is null, reads back as NaN and is left blank when drawn.</summary>
public static class FigureJson
{
    /// <summary>A figure as JSON; each panel says by its member <c>panel</c> which species it is.</summary>
    public static JsonObject Write(Figure figure) => new()
    {
        ["title"] = figure.Title,
        ["caption"] = figure.Caption,
        ["columns"] = figure.Columns,
        ["panels"] = new JsonArray([.. figure.Panels.Select(panel => (JsonNode)Write(panel))]),
    };

    /// <summary>The figure that JSON describes.</summary>
    /// <exception cref="FormatException">It describes none.</exception>
    public static Figure Read(JsonObject json)
    {
        try
        {
            return new(Text(json, "title"), Text(json, "caption"), [.. Objects(json, "panels").Select(ReadPanel)], Whole(json, "columns"));
        }
        catch (InvalidOperationException error)
        {
            throw new FormatException("not a figure: a member is of another type", error);
        }
    }

    private static JsonObject Write(Panel panel)
    {
        var json = new JsonObject { ["title"] = panel.Title, ["x"] = Write(panel.X), ["y"] = Write(panel.Y) };
        switch (panel)
        {
            case LinePanel lines:
                json["panel"] = "lines";
                json["series"] = Write(lines.Series);
                break;
            case ScatterPanel points:
                json["panel"] = "points";
                json["series"] = Write(points.Series);
                break;
            case HeatmapPanel map:
                json["panel"] = "heatmap";
                json["values"] = new JsonArray([.. map.Values.Select(Number)]);
                json["rows"] = map.Rows;
                json["width"] = map.Width;
                json["x_range"] = Write(map.XRange);
                json["y_range"] = Write(map.YRange);
                json["signed"] = map.Signed;
                json["value_label"] = map.ValueLabel;
                break;
            default:
                throw new ArgumentException($"panels of type {panel.GetType()} are not known", nameof(panel));
        }
        return json;
    }

    private static Panel ReadPanel(JsonObject json)
    {
        var (title, x, y) = (Text(json, "title"), ReadAxis(json, "x"), ReadAxis(json, "y"));
        return Text(json, "panel") switch
        {
            "lines" => new LinePanel(title, x, y, ReadSeries(json)),
            "points" => new ScatterPanel(title, x, y, ReadSeries(json)),
            "heatmap" => new HeatmapPanel(
                title, x, y, [.. Numbers(json, "values").Select(value => (float)value)], Whole(json, "rows"), Whole(json, "width"),
                Numbers(json, "x_range"), Numbers(json, "y_range"), Member(json, "signed").GetValue<bool>(), Text(json, "value_label")),
            var other => throw new FormatException($"not a figure: there is no panel '{other}'"),
        };
    }

    private static JsonObject Write(FigureAxis axis) => new() { ["label"] = axis.Label, ["unit"] = axis.Unit, ["logarithmic"] = axis.Logarithmic };

    private static FigureAxis ReadAxis(JsonObject json, string name)
    {
        var axis = Member(json, name).AsObject();
        return new(Text(axis, "label"), Text(axis, "unit"), Member(axis, "logarithmic").GetValue<bool>());
    }

    private static JsonArray Write(IReadOnlyList<Series> series) =>
        new([.. series.Select(one => (JsonNode)new JsonObject { ["name"] = one.Name, ["x"] = Write(one.X), ["y"] = Write(one.Y) })]);

    private static IReadOnlyList<Series> ReadSeries(JsonObject json) =>
        [.. Objects(json, "series").Select(one => new Series(Text(one, "name"), Numbers(one, "x"), Numbers(one, "y")))];

    private static JsonArray Write(double[] values) =>
        new([.. values.Select(value => double.IsFinite(value) ? (JsonNode?)JsonValue.Create(value) : null)]);

    /// <summary>The shortest decimal that reads back as the same single, not the long one of the double that it widens to.</summary>
    private static JsonNode? Number(float value) =>
        float.IsFinite(value) ? JsonValue.Create(double.Parse(value.ToString("R", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture)) : null;

    private static JsonNode Member(JsonObject json, string name) => json[name] ?? throw new FormatException($"not a figure: '{name}' is missing");

    private static string Text(JsonObject json, string name) => Member(json, name).GetValue<string>();

    private static int Whole(JsonObject json, string name) => Member(json, name).GetValue<int>();

    private static JsonArray List(JsonObject json, string name) => Member(json, name).AsArray();

    private static IEnumerable<JsonObject> Objects(JsonObject json, string name) =>
        List(json, name).Select(item => item as JsonObject ?? throw new FormatException($"not a figure: '{name}' holds something else than objects"));

    private static double[] Numbers(JsonObject json, string name) => [.. List(json, name).Select(value => value?.GetValue<double>() ?? double.NaN)];
}
