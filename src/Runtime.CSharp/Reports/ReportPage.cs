using System.Security.Cryptography;
using System.Text;
using Spindle.Reports.Pages;

namespace Spindle.Reports;

/// <summary>The report: one HTML page that needs nothing beside it and no network; without its script it still shows all.</summary>
public static class ReportPage
{
    /// <summary>The page, in UTF-8 once written.</summary>
    public static string Write(ReportContent content)
    {
        var anchors = new Anchors();
        anchors.Add("probe", content.Probes.Select(probe => probe.Name));
        anchors.Add("step", content.Explanations.Select(explanation => explanation.Step));
        anchors.Add("member", content.Probes.SelectMany(probe => probe.Members).Select(member => member.Member));
        anchors.Add("line", SourceSection.Lines(content).Select((_, line) => $"{line + 1}"));
        var sections = new List<PageSection?>
        {
            VerdictSection.Write(content, anchors),
            FailureSection.Write(content.Run),
            ModelSection.Write(content.Models),
        };
        sections.AddRange(content.Probes.Select(probe => ProbeSection.Write(probe, anchors)));
        sections.Add(RunSection.Write(content.Run));
        sections.Add(SourceSection.Write(content, anchors));
        sections.Add(ExplanationSection.Write(content.Explanations, anchors));
        var shown = sections.OfType<PageSection>().ToList();
        var main = Html.Classed("div", "columns", PageHeader.Contents(shown), Html.Element("main", shown.Select(section => section.Element)));
        return Page(Html.Text(content.Experiment).ToString(), Html.Serialise(PageHeader.Write(content)) + Html.Serialise(main));
    }

    private static string Page(string title, string body)
    {
        var (style, script) = (Resource("page.css"), Resource("page.js"));
        var digest = Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(script)));
        return $"""
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8" />
            <meta http-equiv="Content-Security-Policy" content="default-src 'none'; img-src data:; style-src 'unsafe-inline'; script-src 'sha256-{digest}'" />
            <meta name="viewport" content="width=device-width, initial-scale=1" />
            <meta name="color-scheme" content="light dark" />
            <title>{title} · Spindle</title>
            <style>{style}</style>
            </head>
            <body>
            {body}
            <script>{script}</script>
            </body>
            </html>

            """;
    }

    private static string Resource(string name)
    {
        using var stream = typeof(ReportPage).Assembly.GetManifestResourceStream($"Spindle.Reports.Pages.{name}")
            ?? throw new InvalidOperationException($"{name} is not part of the program");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }
}
