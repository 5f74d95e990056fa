using Spindle.Architectures.Recurrent;
using Spindle.Contracts;
using Spindle.Tasks.Cognitive;

namespace Spindle.Probes.Maturation;

/// <summary>A measurement along the training of a network on trials, by stages of its performance.</summary>
public abstract record MaturationProbe : ProbeSpec
{
    /// <summary>The model that is followed through its training.</summary>
    [PlanOnly] public required ModelRef Of { get; init; }

    /// <summary>Which checkpoints are looked at.</summary>
    [PlanOnly] public CheckpointRange Checkpoints { get; init; } = new();

    /// <summary>What the stages are.</summary>
    public StageCriteria Stages { get; init; } = new();

    /// <inheritdoc/>
    public override Subject Target => Of;

    /// <inheritdoc/>
    public override IEnumerable<Requirement> Requirements() =>
        [new Requirement.OfTask(typeof(TrialTaskSpec)), new Requirement.OfArchitecture(typeof(RecurrentSpec))];

    /// <inheritdoc/>
    public override IEnumerable<Problem> Validate(PlannedSubject subject)
    {
        var model = (PlannedModel)subject;
        foreach (var problem in RuleProblems(model)) yield return problem;
        if (Chosen(model).Count == 0)
        {
            yield return new(
                DiagnosticCodes.OutOfRange, nameof(Checkpoints), $"no checkpoint of '{model.Name}' lies in this range",
                $"they go from 0 to {model.Checkpoints[^1].Updates * CheckpointRange.TrialsOfUpdate(model)} trials");
        }
    }

    /// <summary>The rules that are looked at, each with the name of the parameter that names it.</summary>
    protected abstract IEnumerable<(string Property, string Rule)> Looked(PlannedModel model);

    /// <summary>The checkpoints that are looked at, by their places in the training.</summary>
    internal IReadOnlyList<int> Chosen(PlannedModel model) => Checkpoints.Of(model);

    /// <summary>The rules that a model is trained in.</summary>
    internal static IReadOnlyList<string> Trained(PlannedModel model) =>
        [.. ((TrialTaskSpec)model.Task.Spec).Rules().Where(rule => rule.Weight > 0).Select(rule => rule.Name)];

    private IEnumerable<Problem> RuleProblems(PlannedModel model)
    {
        var trained = Trained(model);
        foreach (var (property, rule) in Looked(model).Where(looked => !trained.Contains(looked.Rule)))
        {
            yield return new(
                DiagnosticCodes.UnmetRequirement, property, $"'{model.Name}' is not trained in a rule '{rule}', so that it has no stages in it",
                $"it is trained in {string.Join(", ", trained)}");
        }
    }
}
