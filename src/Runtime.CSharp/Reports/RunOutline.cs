using System.Text.Json.Nodes;
using Spindle.Execution;
using Spindle.Store;

namespace Spindle.Reports;

/// <summary>Tells of a run what a report says of it.</summary>
public static class RunOutline
{
    private static readonly HashSet<string> OfMachine = ["host", "os", "cpu", "cores"];

    /// <summary>The facts of a run that has just ended.</summary>
    /// <param name="folder">The run's record.</param>
    /// <param name="summary">What came of it.</param>
    /// <exception cref="StoreException">The record cannot be read.</exception>
    public static RunFacts Of(RunFolder folder, RunSummary summary) => new(
        folder.Name, folder.ReadHeader()?.Started, summary.Seconds, summary.Executed, summary.Cached, summary.Failed, summary.Skipped)
    {
        Interrupted = summary.Interrupted,
        Machine = Machine(folder),
        Versions = Versions(summary.Steps.Select(step => step.Entry).OfType<StepEntry>()),
        Failures = [.. summary.Failures.Select(failure => Failure(folder, failure.Step, failure.Failure?.Coded ?? failure.Message, failure.Failure?.File))],
    };

    /// <summary>The facts of an earlier run.</summary>
    /// <param name="folder">The run's record.</param>
    /// <param name="entries">The results that the report shows.</param>
    /// <exception cref="StoreException">The record cannot be read.</exception>
    public static RunFacts Of(RunFolder folder, IEnumerable<StepEntry> entries)
    {
        var header = folder.ReadHeader();
        var steps = folder.ReadSteps();
        return new(
            folder.Name,
            header?.Started,
            (header?.Ended - header?.Started)?.TotalSeconds ?? double.NaN,
            Count(steps, StepOutcome.Executed),
            Count(steps, StepOutcome.Cached),
            Count(steps, StepOutcome.Failed),
            Count(steps, StepOutcome.Skipped))
        {
            Interrupted = header?.State == RunState.Interrupted,
            Machine = Machine(folder),
            Versions = Versions(entries),
            Failures = [.. steps.Where(step => step.Outcome == StepOutcome.Failed).Select(step => Failure(folder, step.Step, step.Failure, step.FailureFile))],
        };
    }

    private static Fact Failure(RunFolder folder, string step, string? message, string? file) =>
        new(step, $"{message ?? "it failed"}{(file is null ? "" : $" (all of it: runs/{folder.Name}/{file} in the store)")}");

    private static int Count(IReadOnlyList<RunStep> steps, StepOutcome outcome) => steps.Count(step => step.Outcome == outcome);

    private static IReadOnlyList<Fact> Machine(RunFolder folder) =>
        [.. (folder.ReadJson("environment.json") ?? []).Where(fact => OfMachine.Contains(fact.Key)).Select(Fact)];

    /// <summary>The versions that made the results, each value once.</summary>
    private static IReadOnlyList<Fact> Versions(IEnumerable<StepEntry> entries) =>
        [.. entries.SelectMany(Versions).GroupBy(fact => fact.Name).Select(group => new Fact(group.Key, string.Join(", ", group.Select(fact => fact.Value).Distinct())))];

    private static IEnumerable<Fact> Versions(StepEntry entry)
    {
        if (entry.Provenance["spindle"]?["version"] is { } version) yield return new("spindle", version.ToString());
        if (entry.Provenance["environment"] is not JsonObject environment) yield break;
        foreach (var fact in environment.Where(fact => !OfMachine.Contains(fact.Key))) yield return Fact(fact);
    }

    private static Fact Fact(KeyValuePair<string, JsonNode?> fact) => new(fact.Key, fact.Value?.ToString() ?? "");
}
