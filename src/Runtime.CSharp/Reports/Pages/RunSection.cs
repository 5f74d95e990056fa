using System.Globalization;

namespace Spindle.Reports.Pages;

/// <summary>The run that the report is about.</summary>
internal static class RunSection
{
    /// <summary>The section.</summary>
    public static PageSection Write(RunFacts run) => PageSection.Of(
        "run",
        "Run",
        Html.Facts(
        [
            new("run", run.Id),
            new("started", run.Started?.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss 'UTC'", CultureInfo.InvariantCulture) ?? ""),
            new("took", NumberText.Time(run.Seconds)),
            new("executed", NumberText.Write(run.Executed)),
            new("cached", NumberText.Write(run.Cached)),
            new("failed", NumberText.Write(run.Failed)),
            new("skipped", run.Skipped > 0 ? NumberText.Write(run.Skipped) : ""),
        ]),
        run.Machine.Count > 0 ? Html.Element("h3", "Machine") : null,
        Html.Facts(run.Machine),
        run.Versions.Count > 0 ? Html.Element("h3", "Versions") : null,
        Html.Facts(run.Versions));
}
