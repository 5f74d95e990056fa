namespace Spindle.Reports.Pages;

/// <summary>What went wrong in the run.</summary>
internal static class FailureSection
{
    /// <summary>The section; null where nothing failed.</summary>
    public static PageSection? Write(RunFacts run) => run.Failures.Count == 0 ? null : PageSection.Of(
        "failures",
        "Failed steps",
        Html.Classed(
            "ul",
            "failures",
            run.Failures.Select(failure => Html.Element("li", Html.Element("code", Html.Name(failure.Name)), Html.Element("p", failure.Value)))));
}
