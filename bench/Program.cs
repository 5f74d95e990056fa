using System.Diagnostics;
using Spindle.Bench;
using Spindle.Tasks.RingAttractor;
using Spindle.Torch;
using Spindle.Training;
using TorchSharp;

Console.WriteLine(TorchNative.Load());
torch.set_num_threads(1);
var w = Stopwatch.StartNew();
var p = Study.Of(200, new RingAttractor());
Console.WriteLine($"simulate {w.ElapsedMilliseconds} ms");
var rates = p.Data["rates"].Values<float>();
foreach (var units in new[] { 200L, 100L })
{
    var problem = Study.Of(units, new RingAttractor());
    var training = new SystemIdentification();
    using var trainer = new IdentificationTrainer(problem.Network, training, problem.Data, problem.State, torch.CPU);
    var log = torch.zeros(4);
    var plain = new PlainLoop(problem, training);
    var m = Stopwatches.Medians(10, new Dictionary<string, Action>
    {
        ["ours"] = () => { for (var i = 0; i < 5; i++) trainer.Update(17, log); },
        ["plain"] = () => { for (var i = 0; i < 5; i++) plain.Update(17); },
    });
    foreach (var (k, v) in m) Console.WriteLine($"{units} {k} {v / 5:F2} ms");
    Console.WriteLine(string.Join(' ', log.data<float>().ToArray()));
}
