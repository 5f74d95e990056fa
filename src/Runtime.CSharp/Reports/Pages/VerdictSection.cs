using System.Xml.Linq;
using Spindle.Plans;

namespace Spindle.Reports.Pages;

/// <summary>What was expected and what came out.</summary>
internal static class VerdictSection
{
    /// <summary>The section; it says so where nothing was expected.</summary>
    public static PageSection Write(ReportContent content, Anchors anchors) => PageSection.Of(
        "verdicts",
        "Verdicts",
        content.Verdicts.Count == 0
            ? Html.Element("p", "The experiment expects nothing.")
            : Html.Classed("ol", "verdicts", content.Verdicts.Select(verdict => Item(verdict, content, anchors))));

    private static XElement Item(Verdict verdict, ReportContent content, Anchors anchors) => Html.Classed(
        "li",
        $"verdict {Word(verdict.Outcome)}",
        Mark(verdict.Outcome),
        Html.Classed(
            "div",
            "claim",
            Html.Classed("p", "that", Over(verdict.Expectation), Html.Element("code", Html.Name(verdict.Expectation.That)), " ", Html.Element("b", Bound(verdict.Expectation.Bound))),
            Html.Classed("p", "found", Found(verdict)),
            Note(verdict, content, anchors),
            Members(verdict, anchors)));

    /// <summary>The sign and the word of an outcome.</summary>
    private static XElement Mark(VerdictOutcome outcome) =>
        Html.Classed("p", "mark", Html.Element("span", Html.Attribute("aria-hidden", "true"), Sign(outcome)), " ", Word(outcome));

    private static string Sign(VerdictOutcome outcome) => outcome switch
    {
        VerdictOutcome.Met => "✓",
        VerdictOutcome.Unmet => "✗",
        _ => "?",
    };

    private static string Word(VerdictOutcome outcome) => outcome.ToString().ToLowerInvariant();

    private static string Over(Expectation expectation) =>
        BoundText.Write(expectation.Over) is { Length: > 0 } word ? $"{word} of " : "";

    /// <summary>The bound, whose sign stays with its number.</summary>
    private static IEnumerable<XNode> Bound(Bound bound) =>
        Html.Name(BoundText.Write(bound).Replace("≥ ", "≥\u00a0").Replace("≤ ", "≤\u00a0").Replace(" ± ", "\u00a0±\u00a0"));

    private static IEnumerable<object> Found(Verdict verdict)
    {
        if (verdict.Outcome == VerdictOutcome.Unknown)
        {
            yield return $"Nothing can be said: {verdict.Reason}.";
            yield break;
        }
        yield return "found ";
        yield return Html.Element("b", Numbers(verdict));
        if (verdict.Expectation.Bound.Level().Metric.Length > 0 && verdict.Level is { } level) yield return $"; the bound is {NumberText.Write(level)}";
    }

    private static string Numbers(Verdict verdict)
    {
        if (verdict.Value is { } value) return NumberText.Write(value);
        var known = verdict.Members.Select(member => member.Value).OfType<double>().ToList();
        return $"{NumberText.Write(known.Min())} to {NumberText.Write(known.Max())} in {known.Count} members";
    }

    private static XElement? Note(Verdict verdict, ReportContent content, Anchors anchors)
    {
        var (source, span) = (verdict.Expectation.Source, verdict.Expectation.Span);
        var line = span.Path == content.SourcePath ? anchors.Find("line", $"{span.Line}") : null;
        if (source.Length == 0 && line is null) return null;
        return Html.Classed(
            "p",
            "note",
            source.Length > 0 ? $"Expected from: {source}" : null,
            source.Length > 0 && line is not null ? " · " : null,
            line is null ? null : Html.Link(line, $"line {span.Line}"));
    }

    private static XElement? Members(Verdict verdict, Anchors anchors)
    {
        if (verdict.Members.Count == 1 && verdict.Outcome != VerdictOutcome.Unknown)
        {
            return Html.Classed("p", "note", "In ", MemberLink(verdict.Members[0].Member, anchors));
        }
        return verdict.Members.Count == 0 ? null : Html.Details(
            false,
            $"{verdict.Members.Count} members",
            Html.Scrolling(Html.Element("table", Html.Element("tbody", verdict.Members.Select(member => Row(verdict, member, anchors))))));
    }

    private static XElement Row(Verdict verdict, MemberVerdict member, Anchors anchors) => Html.Element(
        "tr",
        Html.Element("td", MemberLink(member.Member, anchors)),
        Html.Classed("td", "number", member.Value is { } value ? NumberText.Write(value) : "–"),
        verdict.Expectation.Over == Summary.Each ? Html.Element("td", $"{Sign(member.Outcome)} {Word(member.Outcome)}") : null);

    private static object MemberLink(string member, Anchors anchors) => Html.Link(anchors.Find("member", member), Html.Name(member));
}
