using Spindle.Architectures.Recurrent;
using Spindle.Contracts;
using Spindle.Tasks.Cognitive;
using Spindle.Torch;
using static TorchSharp.torch;

namespace Spindle.Probes.Trials;

/// <summary>
/// Runs a network over the test trials of a rule and keeps the activity of every unit at every step: input noise off, recurrent
/// noise on, so that repetitions of a condition differ by it alone.
/// </summary>
[Operation("trial_activity/run", Version = 1, Random = true, Tensors = true)]
public sealed class RunTrials : IOperation
{
    /// <summary>The stream of the trials; item 0.</summary>
    public const string Trials = "trial_activity/trials";

    /// <summary>The stream of the recurrent noise; item 0.</summary>
    public const string Noise = "trial_activity/noise";

    /// <inheritdoc/>
    public void Run(IStepContext context)
    {
        var task = context.Parameter<TrialTaskSpec>("task");
        var architecture = context.Parameter<RecurrentSpec>("architecture");
        var state = context.ReadTensors("state");
        TorchNative.Load();
        set_num_threads(1);
        var device = TorchDevice.Of(context.Device);
        using var network = architecture.Load(task.Layout(), state, device);
        var batch = task.Draw(context.Parameter<string>("rule"), new TrialMode.Test(), architecture.Objective, 0, context.Random(Trials).At(0));
        context.WriteActivity(TrialActivity.Run(task, network, batch, context.Random(Noise).At(0), device).Activity);
    }
}
