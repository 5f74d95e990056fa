using Spindle.Architectures.Recurrent;
using Spindle.Contracts;
using Spindle.Probes.Maturation;
using Spindle.Probes.Trials;
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

    /// <summary>Test trials of a model for every location.</summary>
    [PlanOnly, Range("2", "10000")] public long Repetitions { get; init; } = 16;

    /// <summary>
    /// The stage of the training whose network is measured: of the checkpoints in it, the one whose performance in the rule is nearest
    /// to the stage's target. The trained network where it is left out.
    /// </summary>
    [PlanOnly] public MaturationStage? Stage { get; init; }

    /// <summary>What the stages are.</summary>
    [PlanOnly] public StageCriteria Stages { get; init; } = new();

    /// <summary>The checkpoints among which that of the stage is found.</summary>
    [PlanOnly] public CheckpointRange Checkpoints { get; init; } = new();

    /// <inheritdoc/>
    public override Subject Target => Of;

    /// <inheritdoc/>
    public override IEnumerable<Problem> Validate(PlannedSubject subject)
    {
        if (subject is PlannedModel { Task.Spec: TrialTaskSpec task, Architecture: RecurrentSpec })
        {
            var names = string.Join(", ", task.Rules().Select(rule => rule.Name));
            if (RuleOf(task) is not null) return StageProblems((PlannedModel)subject, task);
            var message = Rule.Length == 0 ? $"'{subject.Name}' has several rules" : $"'{subject.Name}' has no rule '{Rule}'";
            return [new(DiagnosticCodes.UnmetRequirement, nameof(Rule), message, $"one of {names}")];
        }
        if (subject is PlannedRecording { Spec: ITrialRecording })
        {
            if (Rule.Length > 0)
                return [new(DiagnosticCodes.UnmetRequirement, nameof(Rule), $"'{subject.Name}' is a recording, which has no rules", "leave the rule out")];
            if (Stage is null) return [];
            return [new(DiagnosticCodes.UnmetRequirement, nameof(Stage), $"'{subject.Name}' is a recording, which has no stages of training", "leave the stage out")];
        }
        var hint = "name a model whose recurrent network is trained on trials, or a recording of trials";
        return [new(DiagnosticCodes.UnmetRequirement, nameof(Of), $"'{subject.Name}' has no activity over trials", hint)];
    }

    /// <inheritdoc/>
    public sealed override IEnumerable<Metric> Metrics(PlannedSubject subject)
    {
        var (epochs, step) = Times(subject);
        return Metrics(epochs, step);
    }

    /// <summary>The numbers that are measured on trials of some epochs.</summary>
    protected abstract IEnumerable<Metric> Metrics(IReadOnlyList<Epoch> epochs, Duration timeStep);

    /// <summary>Tells of every number why it was not measured.</summary>
    internal void WriteAbsent(IStepContext context, TrialActivity activity, string reason)
    {
        var numbers = new MeasuredNumbers();
        foreach (var metric in Metrics(activity.Epochs, activity.TimeStep)) numbers.Add(metric.Name, double.NaN, reason);
        numbers.Write(context);
    }

    /// <summary>The epochs of the subject's trials and the length of a step; none where the subject will not do.</summary>
    protected (IReadOnlyList<Epoch> Epochs, Duration TimeStep) Times(PlannedSubject subject) => subject switch
    {
        PlannedModel { Task.Spec: TrialTaskSpec task } when RuleOf(task) is { } rule => (task.EpochsOf(rule), task.Layout().TimeStep),
        PlannedRecording { Spec: ITrialRecording recording } => (recording.Epochs(), recording.TimeStep),
        _ => ([], Duration.Milliseconds(1)),
    };

    /// <summary>How many trials of each location a model will do, by location; empty where only the data of a recording can tell.</summary>
    protected IReadOnlyDictionary<int, long> TrialsOf(PlannedSubject subject) =>
        subject is PlannedModel { Task.Spec: TrialTaskSpec task } && RuleOf(task) is { } rule
            ? task.TestCues(rule).GroupBy(cue => cue).ToDictionary(location => location.Key, location => location.Count() * Repetitions)
            : new Dictionary<int, long>();

    /// <summary>Plans the activity over trials, under the names by which the measurement reads it.</summary>
    protected Dictionary<string, ArtifactRef> PlanActivity(IPlanner planner, PlannedSubject subject)
    {
        if (subject is PlannedRecording recording) return ActivityArtifact.Outputs.ToDictionary(output => output.Name, output => recording.Artifacts[output.Name]);
        var model = (PlannedModel)subject;
        var rule = RuleOf((TrialTaskSpec)model.Task.Spec)!;
        var inputs = new Dictionary<string, ArtifactRef> { ["state"] = model.Trained };
        if (Stage is { } stage)
        {
            var chosen = SelectCheckpoint.Plan(planner, model, rule, stage, Stages, Checkpoints.Of(model));
            (inputs["state"], inputs["chosen"]) = (chosen["state"], chosen["chosen"]);
        }
        var run = planner.Step(new("activity", "trial_activity/run")
        {
            Parameters = new Dictionary<string, object>
            {
                ["task"] = model.Task.Spec,
                ["architecture"] = model.Architecture,
                ["rule"] = rule,
                ["repetitions"] = Repetitions,
                ["staged"] = Stage is not null,
            },
            Inputs = inputs,
            Outputs = ActivityArtifact.Outputs,
        });
        return new(run);
    }

    private IEnumerable<Problem> StageProblems(PlannedModel model, TrialTaskSpec task)
    {
        if (Stage is null) yield break;
        if (task.Rules().Single(rule => rule.Name == RuleOf(task)).Weight <= 0)
            yield return new(DiagnosticCodes.UnmetRequirement, nameof(Stage), $"'{model.Name}' is not trained in '{RuleOf(task)}', so that it has no stages in it");
        if (Checkpoints.Of(model).Count == 0)
            yield return new(DiagnosticCodes.OutOfRange, nameof(Checkpoints), $"no checkpoint of '{model.Name}' lies in this range");
    }

    private string? RuleOf(TrialTaskSpec task)
    {
        var names = task.Rules().Select(rule => rule.Name).ToList();
        if (Rule.Length == 0) return names.Count == 1 ? names[0] : null;
        return names.Contains(Rule) ? Rule : null;
    }
}
