namespace Spindle.Reports.Pages;

/// <summary>The experiment's text, line by line.</summary>
internal static class SourceSection
{
    /// <summary>The lines of the text; none where it is not known.</summary>
    public static string[] Lines(ReportContent content) =>
        content.Source.Length == 0 ? [] : content.Source.ReplaceLineEndings("\n").TrimEnd('\n').Split('\n');

    /// <summary>The section; null where the text is not known.</summary>
    public static PageSection? Write(ReportContent content, Anchors anchors)
    {
        if (content.Source.Length == 0) return null;
        return PageSection.Of(
            "experiment",
            "Experiment",
            content.SourcePath.Length > 0 ? Html.Classed("p", "note", Html.Element("code", Html.Name(content.SourcePath))) : null,
            Html.Classed("pre", "source", Lines(content).Select((line, i) =>
                Html.Element("span", Html.Id(anchors.Of("line", $"{i + 1}")), Html.Attribute("data-line", $"{i + 1}"), line + "\n"))));
    }
}
