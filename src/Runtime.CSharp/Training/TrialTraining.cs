using Spindle.Architectures.Recurrent;
using Spindle.Contracts;
using Spindle.Tasks.Cognitive;

namespace Spindle.Training;

/// <summary>
/// Train a recurrent network on trials: each update draws a rule, then a batch of its trials, and goes back through all their steps
/// (Yang et al., Nat. Neurosci. 2019; Liu et al., iScience 2021). It ends when every trained rule is learnt.
/// </summary>
/// <remarks>
/// Every <c>evaluate_every</c> updates, before the first one too, each trained rule is judged on trials of its own. A state holds
/// beside the network's numbers <c>training.update</c>, <c>training.phase</c>, <c>training.phase_since</c>, <c>training.stopped</c> and the
/// optimiser's: of Adam <c>adam.step</c> and for every parameter <c>adam.m.*</c> and <c>adam.v.*</c>; where weights are drawn back to where they
/// began, also <c>training.start.*</c>. Weight tensors are, as in the published code, the recurrent and input weights together and the output weights. After the end the state is passed on as it is. Streams, with one item an update:
/// <c>trial_training.rule</c>, <c>trial_training.trials</c>, <c>trial_training.noise</c>; with one item an update, rule and batch
/// <c>trial_training.evaluation.trials</c>; with one item an update and rule <c>trial_training.evaluation.noise</c>; with one item a weight array <c>trial_training.plastic</c>.
/// </remarks>
[Kind("trial_training", Version = 1)]
public sealed record TrialTraining : TrainingSpec, ITrialTraining
{
    /// <summary>How many updates at most.</summary>
    [PlanOnly, Range("1", "1000000000")] public long Updates { get; init; } = 20_000;

    /// <summary>Updates between two checkpoints; each stretch between them is a step that is stored.</summary>
    [PlanOnly, Range("1", "1000000000")] public long CheckpointEvery { get; init; } = 20;

    /// <summary>Updates between two evaluations.</summary>
    [Range("1", "1000000000")] public long EvaluateEvery { get; init; } = 20;

    /// <summary>Batches of an evaluation, for each rule.</summary>
    [Range("1", "10000")] public long EvaluationBatches { get; init; } = 16;

    /// <summary>Trials of a batch of an evaluation.</summary>
    [Range("1", "100000")] public long EvaluationTrials { get; init; } = 32;

    /// <summary>Training ends when the worst of the trained rules is right in a larger share of its trials.</summary>
    [Range("0", "1")] public double TargetPerformance { get; init; } = 0.95;

    /// <summary>Trials of an update.</summary>
    [Range("1", "100000")] public long Trials { get; init; } = 64;

    /// <summary>σ_x: every input at every step has noise of standard deviation σ_x √(2 / α), where α is the network's.</summary>
    [Range("0", "1000")] public double InputNoise { get; init; } = 0.01;

    /// <summary>How the parameters follow their gradient.</summary>
    public Optimiser Optimiser { get; init; } = Optimiser.Adam;

    /// <summary>η, the step size.</summary>
    [Range("0", "1000")] public double LearningRate { get; init; } = 1e-3;

    /// <summary>Adam's decay of the mean gradient.</summary>
    [Range("0", "0.9999999")] public double Beta1 { get; init; } = 0.9;

    /// <summary>Adam's decay of the mean squared gradient.</summary>
    [Range("0", "0.9999999")] public double Beta2 { get; init; } = 0.999;

    /// <summary>What Adam adds to the root of the mean squared gradient.</summary>
    [Range("0", "1")] public double Epsilon { get; init; } = 1e-8;

    /// <summary>The largest value that an element of the gradient keeps, either way.</summary>
    [Range("0", "1e30")] public double Clip { get; init; } = 1;

    /// <summary>Which parameters change.</summary>
    public Trainable Trainable { get; init; } = Trainable.All;

    /// <summary>A model of the same task channels and architecture whose trained numbers this training begins with; none by default.</summary>
    [PlanOnly] public ModelRef? WarmStart { get; init; }

    /// <summary>A curriculum: phases that are gone through in order; by default one, of the rules of the task that have a weight.</summary>
    public IReadOnlyList<TrainingPhase> Phases { get; init; } = [];

    /// <summary>λ of the mean |h| over steps, trials and units.</summary>
    [Range("0", "1e9")] public double L1Activity { get; init; }

    /// <summary>λ of ½ Σ h² over steps, trials and units: a sum, not a mean.</summary>
    [Range("0", "1e9")] public double L2Activity { get; init; }

    /// <summary>λ of the mean |W| of every weight tensor.</summary>
    [Range("0", "1e9")] public double L1Weights { get; init; }

    /// <summary>λ of ½ Σ W² of every weight tensor.</summary>
    [Range("0", "1e9")] public double L2Weights { get; init; }

    /// <summary>λ of ½ Σ (W − W₀)² of every weight tensor, W₀ those that the training began with.</summary>
    [Range("0", "1e9")] public double L2Change { get; init; }

    /// <summary>The share of every weight tensor that is free; on the others, drawn at random, ½ Σ (0.1 (W − W₀))² is added to the loss.</summary>
    [Range("0", "1")] public double PlasticShare { get; init; } = 1;

    /// <inheritdoc/>
    long ITrialTraining.TrialsOfUpdate => Trials;

    /// <inheritdoc/>
    public override IEnumerable<Problem> Validate(TaskSpec task, ArchitectureSpec architecture)
    {
        if (task is not TrialTaskSpec trials)
            yield return Unmet("training on trials needs a task of trials, such as odr");
        else
        {
            foreach (var problem in OfRules([.. trials.Rules()])) yield return problem;
        }
        if (architecture is not RecurrentSpec)
            yield return Unmet("training on trials needs a recurrent network, such as leaky_rnn");
    }

    /// <inheritdoc/>
    public override IEnumerable<Problem> Validate(IPlanner planner, PlannedTask task, ArchitectureSpec architecture) =>
        WarmStart is null ? [] : SameNetwork.Problems(nameof(WarmStart), planner.Model(WarmStart), task, architecture);

    /// <inheritdoc/>
    public override IReadOnlyList<Checkpoint> Plan(IPlanner planner, PlannedTask task, ArchitectureSpec architecture, ArtifactRef initial)
    {
        var start = WarmStart is null ? initial : Warm(planner, initial, planner.Model(WarmStart));
        var checkpoints = new List<Checkpoint> { new(0, start, null) };
        for (var from = 0L; from < Updates; from += CheckpointEvery)
        {
            var to = Math.Min(from + CheckpointEvery, Updates);
            // How far the training is, the state says. So the segments that follow its end are one and the same step.
            var segment = planner.Step(new($"train/{from}-{to}", "trial_training/segment")
            {
                Parameters = new Dictionary<string, object>
                {
                    ["task"] = task.Spec,
                    ["architecture"] = architecture,
                    ["training"] = this,
                    ["updates"] = to - from,
                },
                Inputs = new Dictionary<string, ArtifactRef> { ["state"] = checkpoints[^1].State },
                Outputs = [new("state", ArtifactType.Tensors), new("log", ArtifactType.Table), new("losses", ArtifactType.Table)],
            });
            checkpoints.Add(new(to, segment["state"], segment["log"]));
        }
        return checkpoints;
    }

    private static ArtifactRef Warm(IPlanner planner, ArtifactRef initial, PlannedModel model) => planner.Step(new("train/warm_start", "trial_training/warm_start")
    {
        Inputs = new Dictionary<string, ArtifactRef> { ["initial"] = initial, ["state"] = model.Trained },
        Outputs = [new("state", ArtifactType.Tensors)],
    })["state"];

    private IEnumerable<Problem> OfRules(IReadOnlyList<TrialRule> rules)
    {
        var names = rules.Select(rule => rule.Name).ToHashSet();
        for (var phase = 0; phase < Phases.Count; phase++)
        {
            for (var at = 0; at < Phases[phase].Rules.Count; at++)
            {
                var name = Phases[phase].Rules[at];
                if (!names.Contains(name))
                    yield return new(DiagnosticCodes.UnmetRequirement, $"{nameof(Phases)}[{phase}].Rules[{at}]", $"the task has no rule '{name}'", $"one of: {string.Join(", ", names)}");
            }
        }
        var asTheTaskSays = Phases.Count == 0 || Phases.Any(phase => phase.Rules.Count == 0);
        if (asTheTaskSays && rules.All(rule => rule.Weight == 0))
            yield return Unmet("no rule of the task has a weight, so that there is nothing to train");
    }

    private static Problem Unmet(string message) => new(DiagnosticCodes.UnmetRequirement, "", message);
}
