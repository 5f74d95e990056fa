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
            return new(json.Text("title"), json.Text("caption"), [.. json.Objects("panels").Select(ReadPanel)], json.Whole("columns"));
        }
        catch (InvalidOperationException error)
        {
            throw new FormatException("not a figure: a member is of another type", error);
        }
    }

    private static JsonObject Write(Panel panel)
    {
        var json = new JsonObject { ["title"] = panel.Title, ["x"] = SeriesJson.Write(panel.X), ["y"] = SeriesJson.Write(panel.Y) };
        if (panel.Shades.Count > 0) json["shades"] = SeriesJson.Write(panel.Shades);
        switch (panel)
        {
            case LinePanel lines:
                json["panel"] = "lines";
                json["series"] = SeriesJson.Write(lines.Series);
                break;
            case ScatterPanel points:
                json["panel"] = "points";
                json["series"] = SeriesJson.Write(points.Series);
                break;
            case BarPanel bars:
                json["panel"] = "bars";
                json["series"] = SeriesJson.Write(bars.Series);
                break;
            case HistogramPanel histogram:
                json["panel"] = "histogram";
                json["series"] = SeriesJson.Write(histogram.Series);
                break;
            case PolarPanel polar:
                json["panel"] = "polar";
                json["series"] = SeriesJson.Write(polar.Series);
                break;
            case BoxPanel boxes:
                json["panel"] = "boxes";
                json["boxes"] = SeriesJson.Write(boxes.Boxes);
                break;
            case HeatmapPanel map:
                json["panel"] = "heatmap";
                json["values"] = new JsonArray([.. map.Values.Select(Number)]);
                json["rows"] = map.Rows;
                json["width"] = map.Width;
                json["x_range"] = FigureMembers.List(map.XRange);
                json["y_range"] = FigureMembers.List(map.YRange);
                json["signed"] = map.Signed;
                if (map.ValueRange is { } range) json["value_range"] = FigureMembers.List(range);
                json["value_label"] = map.ValueLabel;
                break;
            default:
                throw new ArgumentException($"panels of type {panel.GetType()} are not known", nameof(panel));
        }
        return json;
    }

    private static Panel ReadPanel(JsonObject json)
    {
        var (title, x, y) = (json.Text("title"), SeriesJson.ReadAxis(json, "x"), SeriesJson.ReadAxis(json, "y"));
        Panel panel = json.Text("panel") switch
        {
            "lines" => new LinePanel(title, x, y, SeriesJson.ReadSeries(json)),
            "points" => new ScatterPanel(title, x, y, SeriesJson.ReadSeries(json)),
            "bars" => new BarPanel(title, x, y, SeriesJson.ReadSeries(json)),
            "histogram" => new HistogramPanel(title, x, y, SeriesJson.ReadSeries(json)),
            "polar" => new PolarPanel(title, x, y, SeriesJson.ReadSeries(json)),
            "boxes" => new BoxPanel(title, x, y, SeriesJson.ReadBoxes(json)),
            "heatmap" => new HeatmapPanel(
                title, x, y, [.. json.Numbers("values").Select(value => (float)value)], json.Whole("rows"), json.Whole("width"),
                json.Numbers("x_range"), json.Numbers("y_range"), json.Member("signed").GetValue<bool>(), json.Text("value_label"))
            {
                ValueRange = json.NumbersOrNull("value_range"),
            },
            var other => throw new FormatException($"not a figure: there is no panel '{other}'"),
        };
        return json.ContainsKey("shades") ? panel with { Shades = SeriesJson.ReadShades(json) } : panel;
    }

    /// <summary>The shortest decimal that reads back as the same single, not the long one of the double that it widens to.</summary>
    private static JsonNode? Number(float value) =>
        float.IsFinite(value) ? JsonValue.Create(double.Parse(value.ToString("R", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture)) : null;
}
