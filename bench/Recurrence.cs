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
                ["spindle"] = () => Turns.Time(Updates, () => trainer.Update(17, log)),
                ["plain loop"] = () => Turns.Time(Updates, () => plain.Update(17)),
            };
            if (peer is not null) ways["python"] = () => peer.Time(Updates);
            Print(units, Turns.Medians(rounds, ways));
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
}
