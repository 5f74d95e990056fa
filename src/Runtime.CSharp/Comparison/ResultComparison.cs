using System.Text.Json.Nodes;
using Spindle.Contracts;
using Spindle.Execution;
using Spindle.Plans;
using Spindle.Store;

namespace Spindle.Comparison;

/// <summary>Compares two sets of results: the numbers of their probes, then the steps, then where they were made.</summary>
public sealed class ResultComparison
{
    private const string MetricsOutput = "metrics";

    private readonly ResultSet before, after;
    private readonly Tolerance tolerance;
    private readonly Dictionary<string, ResultStep> stepsBefore, stepsAfter;
    private readonly List<MetricChange> metrics = [];
    private readonly List<ArtifactChange> artifacts = [];
    private readonly List<UncomparedProbe> uncompared = [];
    private int metricsCompared, artifactsCompared;

    private ResultComparison(ResultSet before, ResultSet after, Tolerance tolerance)
    {
        (this.before, this.after, this.tolerance) = (before, after, tolerance);
        stepsBefore = before.Steps.ToDictionary(step => step.Id);
        stepsAfter = after.Steps.ToDictionary(step => step.Id);
    }

    /// <summary>What sets two sets of results apart.</summary>
    /// <exception cref="StoreException">The store cannot be read.</exception>
    public static ResultDifference Of(ResultSet before, ResultSet after, Tolerance tolerance) => new ResultComparison(before, after, tolerance).Compare();

    private ResultDifference Compare()
    {
        CompareProbes();
        var (keysBefore, keysAfter) = (Keys(before), Keys(after));
        bool Stays(ResultStep step) => step.Key is { } key && keysBefore.Contains(key);
        var other = after.Steps.Where(step => step.Key is not null && !Stays(step)).ToList();
        var changed = other.Where(step => stepsBefore.ContainsKey(step.Id)).ToList();
        return new()
        {
            MetricsCompared = metricsCompared,
            ArtifactsCompared = artifactsCompared,
            Metrics = metrics,
            Artifacts = artifacts,
            Uncompared = uncompared,
            Causes = Causes(changed),
            Changed = [.. changed.Select(step => step.Id)],
            Added = [.. other.Where(step => !stepsBefore.ContainsKey(step.Id)).Select(step => step.Id)],
            Removed = [.. before.Steps.Where(step => !stepsAfter.ContainsKey(step.Id) && step.Key is { } key && !keysAfter.Contains(key)).Select(step => step.Id)],
            Stay = after.Steps.Count(Stays),
            Unknown = after.Steps.Count(step => step.Key is null),
            Environment = EnvironmentChange.Between(before.Environment, after.Environment),
        };
    }

    private void CompareProbes()
    {
        var first = before.Probes.ToDictionary(probe => probe.Member);
        var members = after.Probes.Select(probe => probe.Member).ToHashSet();
        foreach (var probe in after.Probes)
        {
            if (first.TryGetValue(probe.Member, out var earlier)) CompareProbe(earlier, probe);
            else uncompared.Add(new(probe.Member, "only the second has it"));
        }
        uncompared.AddRange(before.Probes.Where(probe => !members.Contains(probe.Member)).Select(probe => new UncomparedProbe(probe.Member, "only the first has it")));
    }

    private void CompareProbe(MeasuredProbe earlier, MeasuredProbe later)
    {
        foreach (var name in earlier.Outputs.Keys.Intersect(later.Outputs.Keys).OrderBy(name => name != MetricsOutput).ThenBy(name => name, StringComparer.Ordinal))
        {
            var (one, other) = (Find(stepsBefore, earlier.Outputs[name]), Find(stepsAfter, later.Outputs[name]));
            if (one is null || other is null)
            {
                var which = (one, other) switch { (null, null) => "either", (null, _) => "the first", _ => "the second" };
                uncompared.Add(new(later.Member, $"its result is not known in {which}"));
                return;
            }
            // What is drawn of the numbers says nothing that they do not.
            if (one.Type is ArtifactType.Figure or ArtifactType.Svg or ArtifactType.Png) continue;
            try
            {
                if (name == MetricsOutput) CompareMetrics(later.Member, one, other);
                else CompareArtifacts(later.Member, name, one, other);
            }
            catch (Exception problem) when (problem is DamagedBlobException or FormatException or NotSupportedException)
            {
                uncompared.Add(new(later.Member, $"'{name}' cannot be read: {problem.Message}"));
            }
        }
    }

    private void CompareMetrics(string member, StoredOutput one, StoredOutput other)
    {
        var (first, second) = (Numbers(before.Store, one), Numbers(after.Store, other));
        metricsCompared += first.Keys.Intersect(second.Keys).Count();
        foreach (var name in first.Keys.Union(second.Keys))
        {
            double? earlier = first.TryGetValue(name, out var number) ? number : null;
            double? later = second.TryGetValue(name, out number) ? number : null;
            if (earlier is null || later is null || !tolerance.Accepts(earlier.Value, later.Value)) metrics.Add(new(member, name, earlier, later));
        }
    }

    private void CompareArtifacts(string member, string name, StoredOutput one, StoredOutput other)
    {
        artifactsCompared++;
        if (one.Digest == other.Digest) return;
        if (one.Type != other.Type)
        {
            artifacts.Add(new(member, name, other.Type, new(0, 0, null, null, [$"it was {one.Type} and is {other.Type}"])));
            return;
        }
        using var first = before.Store.Open(one);
        using var second = after.Store.Open(other);
        var difference = ArtifactComparison.Of(one.Type, first, second, tolerance);
        if (!difference.IsNone) artifacts.Add(new(member, name, one.Type, difference));
    }

    private List<KeyCause> Causes(IEnumerable<ResultStep> changed) =>
    [
        .. from step in changed
           let earlier = stepsBefore[step.Id].Entry
           where earlier is not null && step.Entry is not null
           let key = JsonNode.Parse(step.Entry!.KeyText)!
           from change in KeyDifference.Between(earlier!.KeyText, step.Entry!.KeyText)
           where change.Input is null
           // The version of a kind is one cause, whatever operation uses the kind.
           group (Operation: key.Text("operation"), Parameters: key.Member("parameters").AsObject(), Change: change) by change into same
           select new KeyCause(same.First().Operation, same.First().Parameters, same.Key, same.Count()),
    ];

    private static HashSet<Digest> Keys(ResultSet results) => [.. results.Steps.Select(step => step.Key).OfType<Digest>()];

    private static StoredOutput? Find(Dictionary<string, ResultStep> steps, ArtifactRef artifact) =>
        steps.GetValueOrDefault(artifact.Step)?.Entry?.Outputs.FirstOrDefault(output => output.Name == artifact.Output);

    private static Dictionary<string, double> Numbers(ContentStore store, StoredOutput metrics)
    {
        using var content = store.Open(metrics);
        return JsonNode.Parse(content.Memory.Span)!.AsObject().ToDictionary(metric => metric.Key, metric => metric.Value!.GetValue<double>());
    }
}
