using Spindle.Artifacts;
using Spindle.Catalog;
using Spindle.Contracts;
using Spindle.Execution;
using Spindle.Plans;
using Spindle.Store;

namespace Spindle.Reports;

/// <summary>Gathers what a report says from a plan and from the results that the store holds.</summary>
public sealed class ReportCollector
{
    private const int MostRows = 20;

    private readonly Plan plan;
    private readonly KindCatalog catalog;
    private readonly PlanResults results;
    private readonly RunFacts run;
    private readonly Dictionary<string, Step> steps;
    private readonly List<string> damaged = [];
    private readonly Dictionary<string, IReadOnlyDictionary<string, string>> absent = [];

    private ReportCollector(Plan plan, KindCatalog catalog, PlanResults results, RunFacts run)
    {
        this.plan = plan;
        this.catalog = catalog;
        this.results = results;
        this.run = run;
        steps = plan.Steps.ToDictionary(step => step.Id);
    }

    /// <summary>The content of the report.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="catalog">Tells what the kinds of the plan measure.</param>
    /// <param name="results">The plan's results. What is missing among them, or damaged, is told in the report.</param>
    /// <param name="study">The experiment's text.</param>
    /// <param name="run">The run that the report is about.</param>
    public static ReportContent Collect(Plan plan, KindCatalog catalog, PlanResults results, StudyText study, RunFacts run)
    {
        var collector = new ReportCollector(plan, catalog, results, run);
        var probes = plan.Probes.GroupBy(probe => probe.Name).Select(collector.Probe).ToList();
        var metrics = probes.SelectMany(probe => probe.Members).Where(member => member.Missing.Length == 0).ToDictionary(member => member.Member, Numbers);
        return new()
        {
            Experiment = plan.Experiment,
            Description = study.Description,
            SourcePath = study.Path,
            Source = study.Text,
            Run = run,
            Verdicts = Verdicts.Judge(
                plan.Expectations, member => metrics.GetValueOrDefault(member), (member, metric) => collector.absent.GetValueOrDefault(member)?.GetValueOrDefault(metric)),
            Models = ModelOutline.Of(plan),
            Probes = probes,
            Explanations = ExplanationTrail.Of(plan, results),
            Damaged = collector.damaged,
        };
    }

    private static IReadOnlyDictionary<string, double> Numbers(ProbeMember member) =>
        member.Metrics.Where(metric => metric.Value is not null).ToDictionary(metric => metric.Metric.Name, metric => metric.Value!.Value);

    private ProbeResults Probe(IGrouping<string, PlannedProbe> members)
    {
        var kind = members.SelectMany(member => member.Outputs.Values).Select(output => steps[output.Step].Operation.Split('/')[0]).FirstOrDefault() ?? "";
        return new(members.Key, kind, catalog.Find(Section.Probes, kind)?.Summary ?? "", [.. members.Select(Member)]);
    }

    private ProbeMember Member(PlannedProbe probe)
    {
        var member = new ProbeMember(probe.Member, probe.Axes) { Step = probe.Outputs.Values.FirstOrDefault()?.Step ?? "" };
        try
        {
            if (results.Metrics(probe) is not { } numbers) return member with { Missing = Reason(member.Step) };
            absent[probe.Member] = results.Absent(probe);
            return member with
            {
                Metrics = [.. probe.Metrics.Select(metric => new MetricValue(metric, numbers.TryGetValue(metric.Name, out var value) ? value : null))],
                Figures = [.. OfType(probe, ArtifactType.Figure).Select(Figure).OfType<ReportFigure>()],
                Tables = [.. OfType(probe, ArtifactType.Table).Select(Table).OfType<ReportTable>()],
            };
        }
        catch (StoreException problem)
        {
            if (problem is DamagedBlobException) damaged.Add(problem.Message);
            return member with { Missing = problem.Message };
        }
    }

    private string Reason(string step) =>
        run.Failures.FirstOrDefault(failure => failure.Name == step)?.Value
        ?? (run.Failures.Count > 0 ? "it or a step that it needs failed or did not run" : "it did not run");

    private IEnumerable<ArtifactRef> OfType(PlannedProbe probe, ArtifactType type) =>
        probe.Outputs.Values.Where(artifact => steps[artifact.Step].Outputs.Any(output => output.Name == artifact.Output && output.Type == type));

    /// <summary>A figure as the plan's own step drew it; null where it is not drawn yet.</summary>
    private ReportFigure? Figure(ArtifactRef artifact)
    {
        var drawn = new ArtifactRef($"figures/{artifact.Step}/{artifact.Output}", "svg");
        if (results.Find(artifact) is not { } data || results.Find(drawn) is not { } svg) return null;
        var figure = FigureJson.Read(results.Record(data));
        return new(artifact.Output, figure.Title, figure.Caption, results.Text(svg), drawn.Step);
    }

    private ReportTable? Table(ArtifactRef artifact) =>
        results.Find(artifact) is { } stored ? TableText.Of(artifact.Output, results.Table(stored), MostRows) : null;
}
