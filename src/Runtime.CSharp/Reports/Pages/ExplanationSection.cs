using System.Globalization;
using System.Xml.Linq;

namespace Spindle.Reports.Pages;

/// <summary>How every result was made: parameters, seeds, inputs, versions, machine.</summary>
internal static class ExplanationSection
{
    /// <summary>The section; null where nothing is explained.</summary>
    public static PageSection? Write(IReadOnlyList<Explanation> explanations, Anchors anchors)
    {
        if (explanations.Count == 0) return null;
        return PageSection.Of(
            "explanations",
            "Explanations",
            Html.Classed("p", "note", "How each result was made. The same is told by spindle show --explain."),
            explanations.DistinctBy(explanation => explanation.Step).Select(explanation => Write(explanation, anchors)));
    }

    /// <summary>A link to the explanation of a step; null where the page has none.</summary>
    public static XElement? Link(string step, Anchors anchors, string words) =>
        anchors.Find("step", step) is { } id ? Html.Classed("a", "explain", Html.Attribute("href", $"#{id}"), words) : null;

    private static XElement Write(Explanation explanation, Anchors anchors)
    {
        var details = Html.Details(
            false,
            new object[] { Html.Element("code", Html.Name(explanation.Step)), Html.Classed("span", "unit", $" {explanation.Operation}, version {explanation.Version}") },
            Html.Facts(
            [
                new("key", explanation.Key),
                new("executed", explanation.Started),
                new("took", NumberText.Time(explanation.Seconds)),
                new("run", explanation.Run),
                .. explanation.Seeds.Select(seed => new Fact($"seed of the {seed.Name}", seed.Value)),
            ]),
            Html.Element("h4", "Parameters"),
            Html.Element("pre", explanation.Parameters),
            explanation.Inputs.Count > 0 ? Html.Element("h4", "Inputs") : null,
            explanation.Inputs.Count > 0 ? Inputs(explanation.Inputs, anchors) : null,
            Html.Element("h4", "Outputs"),
            Outputs(explanation.Outputs),
            explanation.Environment.Count > 0 ? Html.Element("h4", "Machine and versions") : null,
            Html.Facts(explanation.Environment));
        details.Add(Html.Id(anchors.Of("step", explanation.Step)), Html.Class("explanation"));
        return details;
    }

    private static XElement Inputs(IReadOnlyList<InputFacts> inputs, Anchors anchors) => Html.Scrolling(Html.Element(
        "table",
        Html.Element("tbody", inputs.Select(input => Html.Element(
            "tr",
            Html.Element("th", Html.Attribute("scope", "row"), input.Name),
            Html.Element("td", Html.Link(anchors.Find("step", input.Step), Html.Name($"{input.Step}#{input.Output}"))),
            Html.Classed("td", "digest", input.Digest))))));

    private static XElement Outputs(IReadOnlyList<OutputFacts> outputs) => Html.Scrolling(Html.Element(
        "table",
        Html.Element("tbody", outputs.Select(output => Html.Element(
            "tr",
            Html.Element("th", Html.Attribute("scope", "row"), output.Name),
            Html.Element("td", output.Type.ToString().ToLowerInvariant()),
            Html.Classed("td", "number", Size(output.Size)),
            Html.Classed("td", "digest", output.Digest))))));

    private static string Size(long bytes) => bytes switch
    {
        < 1000 => $"{bytes} B",
        < 1_000_000 => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1e3:0.#} kB"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1e6:0.#} MB"),
    };
}
