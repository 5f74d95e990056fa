using Spindle.Architectures.Recurrent;
using Spindle.Contracts;
using Spindle.Recordings;
using Spindle.Tasks.Cognitive;

namespace Spindle.Probes.Population;

/// <summary>A measurement on the activity of many units together, over trials: of a model, or recorded.</summary>
public abstract record PopulationProbe : ProbeSpec
{
    /// <summary>The model whose units are measured over test trials, or a recording of trials.</summary>
    [PlanOnly] public required Subject Of { get; init; }

    /// <summary>The rule whose trials a model does; may be left out where it has but one. Recordings have none.</summary>
    [PlanOnly] public string Rule { get; init; } = "";

    /// <inheritdoc/>
    public override Subject Target => Of;

    /// <inheritdoc/>
    public override IEnumerable<Problem> Validate(PlannedSubject subject)
    {
        if (subject is PlannedModel { Task.Spec: TrialTaskSpec task, Architecture: RecurrentSpec })
        {
            var names = string.Join(", ", task.Rules().Select(rule => rule.Name));
            if (RuleOf(task) is not null) return [];
            var message = Rule.Length == 0 ? $"'{subject.Name}' has several rules" : $"'{subject.Name}' has no rule '{Rule}'";
            return [new(DiagnosticCodes.UnmetRequirement, nameof(Rule), message, $"one of {names}")];
        }
        if (subject is PlannedRecording { Spec: ITrialRecording })
        {
            if (Rule.Length == 0) return [];
            return [new(DiagnosticCodes.UnmetRequirement, nameof(Rule), $"'{subject.Name}' is a recording, which has no rules", "leave the rule out")];
        }
        var hint = "name a model whose recurrent network is trained on trials, or a recording of trials";
        return [new(DiagnosticCodes.UnmetRequirement, nameof(Of), $"'{subject.Name}' has no activity over trials", hint)];
    }

    /// <summary>The epochs of the subject's trials and the length of a step; none where the subject will not do.</summary>
    protected (IReadOnlyList<Epoch> Epochs, Duration TimeStep) Times(PlannedSubject subject) => subject switch
    {
        PlannedModel { Task.Spec: TrialTaskSpec task } when RuleOf(task) is { } rule => (task.EpochsOf(rule), task.Layout().TimeStep),
        PlannedRecording { Spec: ITrialRecording recording } => (recording.Epochs(), recording.TimeStep),
        _ => ([], Duration.Milliseconds(1)),
    };

    /// <summary>Plans the activity over trials, under the names by which the measurement reads it.</summary>
    protected Dictionary<string, ArtifactRef> PlanActivity(IPlanner planner, PlannedSubject subject)
    {
        if (subject is PlannedRecording recording) return new() { ["activity"] = recording.Artifacts["activity"], ["epochs"] = recording.Artifacts["epochs"] };
        var model = (PlannedModel)subject;
        var run = planner.Step(new("activity", "trial_activity/run")
        {
            Parameters = new Dictionary<string, object>
            {
                ["task"] = model.Task.Spec,
                ["architecture"] = model.Architecture,
                ["rule"] = RuleOf((TrialTaskSpec)model.Task.Spec)!,
            },
            Inputs = new Dictionary<string, ArtifactRef> { ["state"] = model.Trained },
            Outputs = Trials.ActivityArtifact.Outputs,
        });
        return new(run);
    }

    private string? RuleOf(TrialTaskSpec task)
    {
        var names = task.Rules().Select(rule => rule.Name).ToList();
        if (Rule.Length == 0) return names.Count == 1 ? names[0] : null;
        return names.Contains(Rule) ? Rule : null;
    }
}
