using Spindle.Architectures.Recurrent;
using Spindle.Contracts;
using Spindle.Tasks.Cognitive;
using Spindle.Training;
using TorchSharp;

namespace Spindle.Bench.Trials;

/// <summary>
/// Training updates on trials of the delayed response (175 steps, 64 trials, 256 softplus units), three ways, in turn: as Spindle
/// makes them, one operation after another with autograd, and the latter in Python where it has PyTorch. One thread each; times are
/// processor time, which a busy machine disturbs least. Beside them, what drawing the trials and an evaluation of 512 trials take.
/// </summary>
internal static class TrialBench
{
    private const int Updates = 3;

    /// <summary>Prints medians over the rounds, in each of which every way has its turn.</summary>
    public static void Run(int rounds)
    {
        torch.set_num_threads(1);
        var task = new RuleSet { Published = PublishedRules.AllNew };
        var (network, training) = (new LeakyRnn(), new TrialTraining());
        var state = Untrained(task, network);
        var stream = RandomStream.Derive(7, 1, "bench");
        using var trainer = new TrialTrainer(task, network, training, state, stream, torch.CPU);
        using var log = torch.zeros([], torch.float64);
        var batch = trainer.Draw("odr", training.Trials, stream.At(0));
        TrialBatch[] judged = [.. Enumerable.Range(0, 16).Select(item => trainer.Draw("odr", 32, stream.At(item)))];
        var plain = new PlainTrials(network, state, batch);
        using var peer = Peer.Start("trials_peer.py");
        var ways = new Dictionary<string, Func<double>>
        {
            ["spindle, update"] = () => Turns.Time(Updates, () => trainer.Update(batch, stream.At(1), log)),
            ["spindle, drawing its trials"] = () => Turns.Time(Updates, () => trainer.Draw("odr", training.Trials, stream.At(1))),
            ["spindle, evaluation"] = () => Turns.Time(Updates, () => trainer.Evaluate(judged, stream.At(2))),
            ["spindle, drawing those of it"] = () => Turns.Time(Updates, () => Array.ForEach(judged, _ => trainer.Draw("odr", 32, stream.At(3)))),
            ["plain loop, update"] = () => Turns.Time(Updates, plain.Update),
        };
        if (peer is not null) ways["PyTorch, plain loop, update"] = () => peer.Time(Updates);
        var medians = Turns.Medians(rounds, ways);
        foreach (var (name, time) in medians) Console.WriteLine($"{name,-30} {time,7:F1} ms  {time / medians["spindle, update"],5:F2} × spindle's update");
    }

    private static IReadOnlyDictionary<string, TensorData> Untrained(TrialTaskSpec task, LeakyRnn network)
    {
        var layout = task.Layout();
        var step = new Sample(
            new Dictionary<string, object>
            {
                ["architecture"] = network,
                ["inputs"] = (long)layout.Inputs,
                ["outputs"] = (long)layout.Outputs,
                ["rules"] = (long)layout.Rules,
            },
            new Dictionary<string, object>());
        new LeakyRnnInitial().Run(step);
        return step.Tensors("state");
    }
}
