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
/// beside the network's numbers <c>training.update</c>, <c>training.stopped</c> and the optimiser's: of Adam <c>adam.step</c> and
/// for every parameter <c>adam.m.*</c> and <c>adam.v.*</c>. After the end the state is passed on as it is. Streams, with one item an update:
/// <c>trial_training.rule</c>, <c>trial_training.trials</c>, <c>trial_training.noise</c>; with one item an update, rule and batch
/// <c>trial_training.evaluation.trials</c>; with one item an update and rule <c>trial_training.evaluation.noise</c>.
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

    /// <inheritdoc/>
    long ITrialTraining.TrialsOfUpdate => Trials;

    /// <inheritdoc/>
    public override IEnumerable<Problem> Validate(TaskSpec task, ArchitectureSpec architecture)
    {
        if (task is not TrialTaskSpec trials)
            yield return Unmet("training on trials needs a task of trials, such as odr");
        else if (trials.Rules().All(rule => rule.Weight == 0))
            yield return Unmet("no rule of the task has a weight, so that there is nothing to train");
        if (architecture is not RecurrentSpec)
            yield return Unmet("training on trials needs a recurrent network, such as leaky_rnn");
    }

    /// <inheritdoc/>
    public override IReadOnlyList<Checkpoint> Plan(IPlanner planner, PlannedTask task, ArchitectureSpec architecture, ArtifactRef initial)
    {
        var checkpoints = new List<Checkpoint> { new(0, initial, null) };
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

    private static Problem Unmet(string message) => new(DiagnosticCodes.UnmetRequirement, "", message);
}
