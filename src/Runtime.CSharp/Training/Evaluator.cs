using Spindle.Contracts;
using Spindle.Tasks.Cognitive;

namespace Spindle.Training;

/// <summary>Judges rules on trials of their own.</summary>
internal sealed class Evaluator(TrialTrainer trainer, TrialTraining training, IStepContext context, TrainingLog log)
{
    private readonly RandomStream trials = context.Random("trial_training.evaluation.trials");
    private readonly RandomStream noise = context.Random("trial_training.evaluation.noise");

    /// <summary>Judges the network after so many updates, and gives its performance on the worst of the rules that have a weight.</summary>
    public double Worst(long update, IReadOnlyList<TrialRule> rules)
    {
        var worst = 1.0;
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
            worst = Math.Min(worst, evaluation.Performance);
        }
        return worst;
    }
}
