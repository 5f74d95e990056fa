using System.Globalization;
using Spindle.Architectures.Recurrent;
using Spindle.Contracts;
using Spindle.Tasks.Cognitive;
using Spindle.Torch;
using static TorchSharp.torch;

namespace Spindle.Training;

/// <summary>Trains from one checkpoint to the next, or passes the state on where the training has ended.</summary>
[Operation("trial_training/segment", Random = true, Tensors = true)]
public sealed class TrialTrainingSegment : IOperation
{
    private const long UpdatesBetweenCollections = 20;

    /// <inheritdoc/>
    public void Run(IStepContext context)
    {
        var state = context.ReadTensors("state");
        var log = new TrainingLog(context.Parameter<TrialTraining>("training").Trials);
        var progress = TrainingProgress.Read(state);
        if (!progress.Stopped) state = Train(context, state, progress, log, TorchDevice.Of(context.Device));
        context.WriteTensors("state", state);
        context.WriteTable("log", log.Evaluations());
        context.WriteTable("losses", log.Losses());
    }

    private static IReadOnlyDictionary<string, TensorData> Train(
        IStepContext context, IReadOnlyDictionary<string, TensorData> state, TrainingProgress progress, TrainingLog log, Device device)
    {
        set_num_threads(1);
        var task = context.Parameter<TrialTaskSpec>("task");
        var training = context.Parameter<TrialTraining>("training");
        var (from, updates) = (progress.Update, context.Parameter<long>("updates"));
        using var trainer = new TrialTrainer(
            task, context.Parameter<RecurrentSpec>("architecture"), training, state, context.Random("trial_training.plastic"), device);
        var curriculum = new Curriculum(task.Rules(), training);
        var schedule = new RuleSchedule(context.Random("trial_training.rule"));
        var evaluator = new Evaluator(trainer, training, context, log);
        var (trials, noise) = (context.Random("trial_training.trials"), context.Random("trial_training.noise"));
        using var losses = zeros(updates, float64, device);
        if (from == 0) progress = Judged(progress);
        while (!progress.Stopped && progress.Update < from + updates)
        {
            context.Cancellation.ThrowIfCancellationRequested();
            var rule = schedule.At(progress.Update, curriculum.Rules[progress.Phase]);
            var batch = trainer.Draw(rule, training.Trials, trials.At(progress.Update));
            using (var entry = losses.select(0, progress.Update - from)) trainer.Update(batch, noise.At(progress.Update), entry);
            progress = progress with { Update = progress.Update + 1 };
            log.Trained(progress.Update, rule);
            if ((progress.Update - from) % UpdatesBetweenCollections == 0) NativeGarbage.Collect();
            if (progress.Update % training.EvaluateEvery == 0) progress = Judged(progress);
            if (!progress.Stopped && curriculum.IsOver(progress.Phase, progress.Update - progress.Since)) progress = progress.Next(curriculum.Count);
        }
        NativeGarbage.Collect();
        log.Lost(RefuseDivergence(losses, from, progress.Update));
        return trainer.State(progress);

        TrainingProgress Judged(TrainingProgress now)
        {
            RefuseDivergence(losses, from, now.Update);
            var worst = evaluator.Worst(now.Update, curriculum.Rules[now.Phase]);
            context.Progress((double)(now.Update - from) / updates, string.Create(CultureInfo.InvariantCulture, $"worst performance {worst:F2}"));
            return worst > curriculum.Target(now.Phase) ? now.Next(curriculum.Count) : now;
        }
    }

    /// <summary>The losses of the updates made; fails where one is not finite: what was learnt after it is worth nothing.</summary>
    private static double[] RefuseDivergence(Tensor losses, long from, long update)
    {
        using var made = losses.narrow(0, 0, update - from);
        var values = made.ToData().Values<double>().ToArray();
        var at = Array.FindIndex(values, value => !double.IsFinite(value));
        return at < 0
            ? values
            : throw new SpindleException(DiagnosticCodes.Diverged, $"the training diverged: the loss of update {from + at + 1} is not finite; try a smaller learning rate");
    }
}
