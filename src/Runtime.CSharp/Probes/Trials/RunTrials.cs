using Spindle.Contracts;
using Spindle.Tasks.Cognitive;
using Spindle.Torch;

namespace Spindle.Probes.Trials;

/// <summary>
/// Runs a network over the test trials of a rule and keeps the activity of every unit at every step: input noise off, recurrent
/// noise on, so that repetitions of a condition differ by it alone. Streams: <c>trial_activity.trials</c>, <c>trial_activity.noise</c>.
/// </summary>
[Operation("trial_activity/run", Version = 1, Random = true, Tensors = true)]
public sealed class RunTrials : IOperation
{
    /// <inheritdoc/>
    public void Run(IStepContext context)
    {
        if (context.Parameter<bool>("staged") && context.ReadRecord("chosen")["reason"]?.GetValue<string>() is { } reason)
        {
            var (task, rule) = (context.Parameter<TrialTaskSpec>("task"), context.Parameter<string>("rule"));
            var (layout, epochs) = (task.Layout(), task.EpochsOf(rule));
            var none = new TrialActivity(ReadOnlyMemory<float>.Empty, (int)epochs.Max(epoch => epoch.To), 0, 0, layout.TimeStep, [], layout.RingUnits, epochs);
            context.WriteActivity(none, reason);
            return;
        }
        TorchNative.Load();
        context.WriteActivity(TestTrials.Run(context, context.ReadTensors("state"), "trial_activity"));
    }
}
