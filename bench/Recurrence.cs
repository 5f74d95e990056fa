using System.Globalization;
using Spindle.Tasks.RingAttractor;
using Spindle.Training;
using TorchSharp;

namespace Spindle.Bench;

/// <summary>
/// Training updates of system identification, three ways, in turn: as Spindle makes them, one operation after another, and
/// the latter in Python where it has PyTorch. One thread each; times are processor time, which a busy machine disturbs least.
/// </summary>
internal static class Recurrence
{
    private const int Updates = 5;

    /// <summary>Prints the time of an update and the ratios, for a network of 200 units and one of 100.</summary>
    public static void Run(int rounds)
    {
        torch.set_num_threads(1);
        var training = new SystemIdentification();
        foreach (var units in new[] { 200L, 100L })
        {
            var study = Study.Of(units, new RingAttractor());
            using var trainer = new IdentificationTrainer(study.Network, training, study.Data, study.State, torch.CPU);
            using var log = torch.zeros(4);
            var plain = new PlainLoop(study, training);
            using var peer = Peer.Start("recurrence_peer.py", units.ToString(CultureInfo.InvariantCulture));
            var ways = new Dictionary<string, Func<double>>
            {
                ["spindle"] = () => Time(() => trainer.Update(17, log)),
                ["plain loop"] = () => Time(() => plain.Update(17)),
            };
            if (peer is not null) ways["python"] = () => peer.Time(Updates);
            Print(units, Medians(rounds, ways));
        }
    }

    private static void Print(long units, IReadOnlyDictionary<string, double> medians)
    {
        foreach (var (name, time) in medians)
        {
            var ratio = time / medians["spindle"];
            Console.WriteLine($"{units} units  {name,-10} {time,6:F1} ms an update  {1000 / time,5:F0} a second  {ratio,4:F2} × spindle");
        }
    }

    /// <summary>Medians over rounds in which every way has its turn, so that a busy machine disturbs all alike.</summary>
    private static Dictionary<string, double> Medians(int rounds, Dictionary<string, Func<double>> ways)
    {
        const int Warming = 2;
        var times = ways.Keys.ToDictionary(name => name, _ => new List<double>());
        for (var round = 0; round < rounds + Warming; round++)
            foreach (var (name, way) in ways) times[name].Add(way());
        return times.ToDictionary(way => way.Key, way => way.Value.Skip(Warming).Order().ElementAt(rounds / 2));
    }

    private static double Time(Action update)
    {
        var before = Environment.CpuUsage.TotalTime;
        for (var i = 0; i < Updates; i++) update();
        return (Environment.CpuUsage.TotalTime - before).TotalMilliseconds / Updates;
    }
}
