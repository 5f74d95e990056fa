using Spindle.Architectures.Recurrent;
using Spindle.Contracts;
using Spindle.Tasks.Cognitive;
using static TorchSharp.torch;

namespace Spindle.Probes.Trials;

/// <summary>
/// A network that answers trials with noise on its inputs, as the parameters of a step say: <c>task</c>, <c>architecture</c>, <c>rule</c>,
/// <c>input_noise</c>; the numbers are those of the input <c>state</c>.
/// </summary>
internal sealed class AnsweringNetwork : IDisposable
{
    private readonly TrialTaskSpec task;
    private readonly RecurrentSpec architecture;
    private readonly string rule;
    private readonly double noise;
    private readonly RandomStream trials, recurrent;
    private readonly Device where;
    private readonly IRecurrentNetwork network;

    /// <summary>Loads the network.</summary>
    /// <param name="context">The step.</param>
    /// <param name="streams">What the names of the random streams begin with.</param>
    public AnsweringNetwork(IStepContext context, string streams)
    {
        set_num_threads(1);
        task = context.Parameter<TrialTaskSpec>("task");
        architecture = context.Parameter<RecurrentSpec>("architecture");
        rule = context.Parameter<string>("rule");
        noise = context.Parameter<double>("input_noise") * Math.Sqrt(2 / architecture.Leak(task.Layout().TimeStep));
        (trials, recurrent) = (context.Random($"{streams}.trials"), context.Random($"{streams}.noise"));
        where = device(context.Device);
        network = architecture.Load(task.Layout(), context.ReadTensors("state"), where);
    }

    /// <summary>The answers in trials of a mode.</summary>
    /// <param name="mode">Which trials.</param>
    /// <param name="item">The item of the random streams that they are drawn from.</param>
    public TrialJudgement Answer(TrialMode mode, long item)
    {
        var batch = task.Draw(rule, mode, architecture.Objective, noise, trials.At(item));
        var (_, last) = TrialActivity.Run(task, network, batch, recurrent.At(item), where);
        return TrialJudgement.Of(task.Layout(), batch, last);
    }

    /// <inheritdoc/>
    public void Dispose() => network.Dispose();
}
