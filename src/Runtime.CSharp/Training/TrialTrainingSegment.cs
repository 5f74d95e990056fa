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
    /// <summary>The binding frees the numbers that it passes to libtorch only with the garbage; without collections their scatter
    /// keeps freed blocks apart and memory grows.</summary>
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
        var updates = context.Parameter<long>("updates");
        using var trainer = new TrialTrainer(task, context.Parameter<RecurrentSpec>("architecture"), training, state, device);
        var schedule = new RuleSchedule(task.Rules(), context);
        var evaluator = new Evaluator(trainer, training, task.Rules(), context, log);
        using var losses = zeros(updates, float64, device);
        var (from, update) = (progress.Update, progress.Update);
        var stopped = update == 0 && evaluator.Learnt(update);
        while (!stopped && update < from + updates)
        {
            context.Cancellation.ThrowIfCancellationRequested();
            var rule = schedule.At(update);
            var batch = trainer.Draw(rule, training.Trials, context.Random("trial_training.trials").At(update));
            using (var entry = losses.select(0, update - from))
                trainer.Update(batch, context.Random("trial_training.noise").At(update), entry);
            log.Trained(++update, rule);
            if ((update - from) % UpdatesBetweenCollections == 0) Collect();
            if (update % training.EvaluateEvery != 0) continue;
            RefuseDivergence(losses, from, update);
            stopped = evaluator.Learnt(update);
            context.Progress((double)(update - from) / updates, string.Create(CultureInfo.InvariantCulture, $"performance {evaluator.Worst:P0}"));
        }
        Collect();
        log.Lost(RefuseDivergence(losses, from, update));
        return trainer.State(new(update, stopped));
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

    private static void Collect()
    {
        GC.Collect(0, GCCollectionMode.Forced, blocking: true);
        GC.WaitForPendingFinalizers();
    }
}
