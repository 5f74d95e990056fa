using Spindle.Contracts;
using Spindle.Tasks.Cognitive;

namespace Spindle.Probes.Maturation;

/// <summary>
/// Whether the activity of a population in a period differs between stages of a training: a one-way analysis of variance over stages with the units at the last
/// checkpoint of each as samples, and independent t-tests between all pairs of checkpoints. A sample is a unit's mean scaled rate in the period, for its preferred
/// place (Liu et al., iScience 2021).
/// </summary>
[Kind("period_tests", Version = 1)]
public sealed record PeriodTests : UnitProbe
{
    /// <summary>The rule whose trials are run, and whose performance gives the stages.</summary>
    public required string Rule { get; init; }

    /// <summary>The epoch in which units must be selective.</summary>
    public string Epoch { get; init; } = "stim1";

    /// <summary>The epoch that is the period; that in which units must be selective where it is left out.</summary>
    public string Period { get; init; } = "";

    /// <summary>The beginning of the period in a trial, in place of an epoch; with <c>to</c>.</summary>
    [Range("0 s", "1 h")] public Duration? From { get; init; }

    /// <summary>The end of the period in a trial.</summary>
    [Range("0 s", "1 h")] public Duration? To { get; init; }

    /// <summary>Whether all checkpoints of a stage give samples, not the last alone.</summary>
    public bool AllCheckpoints { get; init; }

    /// <summary>The width of the bins of the histogram.</summary>
    [Range("1e-6", "1e6")] public double BinWidth { get; init; } = 0.5;

    /// <summary>The epoch that is the period where no times are told.</summary>
    internal string PeriodName => Period.Length > 0 ? Period : Epoch;

    /// <inheritdoc/>
    public override IEnumerable<Problem> Validate()
    {
        if (From is null != To is null)
            yield return new(DiagnosticCodes.OutOfRange, From is null ? nameof(To) : nameof(From), "a period has a beginning and an end", "tell both from and to, or neither");
        else if (From is { } from && To is { } to && to.CompareTo(from) <= 0)
            yield return new(DiagnosticCodes.OutOfRange, nameof(To), "the period ends before it begins");
    }

    /// <inheritdoc/>
    public override IEnumerable<Problem> Validate(PlannedSubject subject)
    {
        var problems = base.Validate(subject).ToList();
        if (problems.Count > 0 || To is not { } to) return problems;
        var task = (TrialTaskSpec)((PlannedModel)subject).Task.Spec;
        var (layout, last) = (task.Layout(), task.EpochsOf(Rule).Max(epoch => epoch.To));
        if (layout.StepOf(to) > last) return [new(DiagnosticCodes.TimeGrid, nameof(To), $"trials of '{Rule}' end at {last * layout.TimeStep.Seconds} s")];
        return layout.StepOf(From!.Value) < layout.StepOf(to) ? [] : [new(DiagnosticCodes.TimeGrid, nameof(To), $"the period ends in the step of {layout.TimeStep.Seconds} s in which it begins")];
    }

    /// <inheritdoc/>
    public override IEnumerable<Metric> Metrics(PlannedSubject subject)
    {
        foreach (var stage in MaturationStages.All)
        {
            yield return new($"mean_{stage.Name()}", "", $"Mean rate in the period over the units of the {stage.Name()} stage.");
            yield return new($"units_{stage.Name()}", "", $"Samples of the {stage.Name()} stage.");
        }
        yield return new("anova_f", "", "F of the analysis of variance over the stages that were reached, two at least.");
        yield return new("anova_p", "", "Its p.");
        yield return new("anova_between", "", "Its degrees of freedom between stages.");
        yield return new("anova_within", "", "Its degrees of freedom within stages.");
    }

    /// <inheritdoc/>
    public override IReadOnlyDictionary<string, ArtifactRef> Plan(IPlanner planner, PlannedSubject subject) => Measure(
        planner, (PlannedModel)subject, "period_tests/measure",
        [
            .. MeasuredNumbers.Outputs,
            new("samples", ArtifactType.Table),
            new("checkpoints", ArtifactType.Table),
            new("pairs", ArtifactType.Tensors) { Gaps = true },
            new("period_anova", ArtifactType.Figure),
            new("period_t_tests", ArtifactType.Figure),
        ]);

    /// <inheritdoc/>
    protected override IEnumerable<(string Property, string Rule, string Epoch)> LookedEpochs() =>
        From is null ? [(nameof(Epoch), Rule, Epoch), (nameof(Period), Rule, PeriodName)] : [(nameof(Epoch), Rule, Epoch)];
}
