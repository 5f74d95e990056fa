using Spindle.Contracts;

namespace Spindle.Probes.Maturation;

/// <summary>
/// How the performance of every rule grows over a training, and when each was learnt. The curves that are drawn are smoothed: S_i = mean(P_i … P_{i+w}).
/// </summary>
[Kind("performance", Version = 1)]
public sealed record Performance : ProbeSpec
{
    /// <summary>The model whose training is looked at.</summary>
    [PlanOnly] public required ModelRef Of { get; init; }

    /// <summary>The rules; empty for all that are trained.</summary>
    public IReadOnlyList<string> Rules { get; init; } = [];

    /// <summary>A rule is learnt when its performance is first greater than this.</summary>
    [Range("0", "1")] public double Criterion { get; init; } = 0.95;

    /// <summary>A rule has left chance when its performance is first greater than this.</summary>
    [Range("0", "1")] public double Chance { get; init; } = 0.35;

    /// <summary>w, how many evaluations a smoothed value looks ahead.</summary>
    [Range("0", "100000")] public long Window { get; init; } = 5;

    /// <summary>What the stages are that are shaded: those of ranges.</summary>
    public StageCriteria Stages { get; init; } = new() { Method = StageMethod.Ranges };

    /// <inheritdoc/>
    public override Subject Target => Of;

    /// <inheritdoc/>
    public override IEnumerable<Requirement> Requirements() => [new Requirement.OfTask(typeof(Tasks.Cognitive.TrialTaskSpec))];

    /// <inheritdoc/>
    public override IEnumerable<Problem> Validate(PlannedSubject subject)
    {
        var trained = MaturationProbe.Trained((PlannedModel)subject);
        foreach (var rule in Rules.Except(trained))
        {
            yield return new(
                DiagnosticCodes.UnmetRequirement, nameof(Rules), $"'{subject.Name}' is not trained in a rule '{rule}'",
                $"it is trained in {string.Join(", ", trained)}");
        }
    }

    /// <inheritdoc/>
    public override IEnumerable<Metric> Metrics(PlannedSubject subject)
    {
        yield return new("performance", "", "The performance of the worst rule at the last evaluation.");
        yield return new("trials", "", "The trials trained until the last evaluation.");
        foreach (var rule in RulesOf(subject))
        {
            yield return new($"performance_{rule}", "", $"The performance of {rule} at the last evaluation.");
            yield return new($"trials_to_criterion_{rule}", "", $"The trials trained when {rule} was first above the criterion.");
            yield return new($"trials_to_leave_chance_{rule}", "", $"The trials trained when {rule} was first above the level called chance.");
        }
    }

    /// <inheritdoc/>
    public override IReadOnlyDictionary<string, ArtifactRef> Plan(IPlanner planner, PlannedSubject subject)
    {
        var inputs = MaturationInputs.Logs((PlannedModel)subject);
        return planner.Step(new("", "performance/measure")
        {
            Parameters = new Dictionary<string, object>
            {
                ["probe"] = this with { Rules = RulesOf(subject) },
                ["logs"] = (long)inputs.Count,
            },
            Inputs = inputs,
            Outputs = [.. MeasuredNumbers.Outputs, new("growth", ArtifactType.Table), new("growth_curves", ArtifactType.Figure)],
        });
    }

    private IReadOnlyList<string> RulesOf(PlannedSubject subject) => Rules.Count > 0 ? Rules : MaturationProbe.Trained((PlannedModel)subject);
}
