using System.Xml.Linq;

namespace Spindle.Reports.Pages;

/// <summary>The models and what they are made of.</summary>
internal static class ModelSection
{
    /// <summary>The section; null where there are no models.</summary>
    public static PageSection? Write(IReadOnlyList<ModelFacts> models)
    {
        if (models.Count == 0) return null;
        var parts = models.SelectMany(model => model.Parts).Select(part => part.Name).Distinct().ToList();
        return PageSection.Of("models", "Models", Html.Scrolling(Html.Element(
            "table",
            Html.Element("thead", Html.Element("tr", Html.Element("th", "model"), parts.Select(part => Html.Element("th", part)))),
            Html.Element("tbody", models.Select(model => Row(model, parts))))));
    }

    private static XElement Row(ModelFacts model, List<string> parts) => Html.Element(
        "tr",
        Html.Element("th", Html.Attribute("scope", "row"), Html.Name(model.Member)),
        parts.Select(part => Html.Element("td", model.Parts.FirstOrDefault(fact => fact.Name == part)?.Value ?? "–")));
}
