using Spindle.Contracts;
using Spindle.Tasks.Cognitive;

namespace Spindle.Training;

/// <summary>Judges every trained rule on trials of its own, and tells whether all are learnt.</summary>
internal sealed class Evaluator(
    TrialTrainer trainer, TrialTraining training, IReadOnlyList<TrialRule> rules, IStepContext context, TrainingLog log)
{
    private readonly RandomStream trials = context.Random("trial_training.evaluation.trials");
    private readonly RandomStream noise = context.Random("trial_training.evaluation.noise");

    /// <summary>The performance on the worst of the trained rules when they were last judged.</summary>
    public double Worst { get; private set; }

    /// <summary>Judges the network after so many updates, and says whether even the worst rule is above the target.</summary>
    public bool Learnt(long update)
    {
        Worst = 1;
        for (var rule = 0; rule < rules.Count; rule++)
        {
            if (rules[rule].Weight == 0) continue;
            context.Cancellation.ThrowIfCancellationRequested();
            var item = (update * rules.Count) + rule;
            var batches = new TrialBatch[training.EvaluationBatches];
            for (var batch = 0; batch < batches.Length; batch++)
                batches[batch] = trainer.Draw(rules[rule].Name, training.EvaluationTrials, trials.At((item * batches.Length) + batch));
            var evaluation = trainer.Evaluate(batches, noise.At(item));
            log.Evaluated(update, rules[rule].Name, evaluation);
            Worst = Math.Min(Worst, evaluation.Performance);
        }
        return Worst > training.TargetPerformance;
    }
}
