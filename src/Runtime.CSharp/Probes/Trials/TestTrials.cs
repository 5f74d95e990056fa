using Spindle.Architectures.Recurrent;
using Spindle.Contracts;
using Spindle.Tasks.Cognitive;
using static TorchSharp.torch;

namespace Spindle.Probes.Trials;

/// <summary>The test trials of a rule, run by a network as the parameters of a step say: <c>task</c>, <c>architecture</c>, <c>rule</c>, <c>repetitions</c>.</summary>
internal static class TestTrials
{
    /// <summary>Runs a network with the numbers of a state on test trials without input noise.</summary>
    /// <param name="context">The step.</param>
    /// <param name="state">The state.</param>
    /// <param name="streams">What the names of the random streams begin with.</param>
    public static TrialActivity Run(IStepContext context, IReadOnlyDictionary<string, TensorData> state, string streams)
    {
        set_num_threads(1);
        var task = context.Parameter<TrialTaskSpec>("task");
        var architecture = context.Parameter<RecurrentSpec>("architecture");
        var where = device(context.Device);
        var mode = new TrialMode.Test((int)context.Parameter<long>("repetitions"));
        var batch = task.Draw(context.Parameter<string>("rule"), mode, architecture.Objective, 0, context.Random($"{streams}.trials"));
        using var network = architecture.Load(task.Layout(), state, where);
        return TrialActivity.Run(task, network, batch, context.Random($"{streams}.noise"), where).Activity;
    }
}
