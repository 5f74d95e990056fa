using Spindle.Architectures.Recurrent;
using Spindle.Contracts;
using Spindle.Tasks.Cognitive;
using Spindle.Tasks.Cognitive.Saccades;
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
        var task = new RuleSet
        {
            Tasks = [new Overlap(), new ZeroGap(), new Gap(), new DelayedResponse(), new DistractedResponse(), new LongGap()],
        };
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
            ["spindle, update"] = () => Time(() => trainer.Update(batch, stream.At(1), log)),
            ["spindle, drawing its trials"] = () => Time(() => trainer.Draw("odr", training.Trials, stream.At(1))),
            ["spindle, evaluation"] = () => Time(() => trainer.Evaluate(judged, stream.At(2))),
            ["spindle, drawing those of it"] = () => Time(() => Array.ForEach(judged, _ => trainer.Draw("odr", 32, stream.At(3)))),
            ["plain loop, update"] = () => Time(plain.Update),
        };
        if (peer is not null) ways["PyTorch, plain loop, update"] = () => peer.Time(Updates);
        var times = ways.Keys.ToDictionary(name => name, _ => new List<double>());
        const int Warming = 2;
        for (var round = 0; round < rounds + Warming; round++)
            foreach (var (name, way) in ways) times[name].Add(way());
        var medians = times.ToDictionary(way => way.Key, way => way.Value.Skip(Warming).Order().ElementAt(rounds / 2));
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

    private static double Time(Action work)
    {
        var before = Environment.CpuUsage.TotalTime;
        for (var i = 0; i < Updates; i++) work();
        return (Environment.CpuUsage.TotalTime - before).TotalMilliseconds / Updates;
    }
}
