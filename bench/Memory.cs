using System.Globalization;
using Spindle.Contracts;
using Spindle.Tasks.RingAttractor;
using Spindle.Training;

namespace Spindle.Bench;

/// <summary>Resident memory of the training step as the runner makes it, over many updates.</summary>
internal static class Memory
{
    /// <summary>Prints the resident memory of the process after every tenth of the updates.</summary>
    public static void Run(long units, long updates)
    {
        var study = Study.Of(units, new RingAttractor());
        var state = study.State;
        for (var part = 0L; part < 10; part++)
        {
            var (from, to) = (part * updates / 10, (part + 1) * updates / 10);
            var parameters = new Dictionary<string, object>
            {
                ["architecture"] = study.Network,
                ["training"] = new SystemIdentification(),
                ["from"] = from,
                ["to"] = to,
            };
            var step = new Sample(parameters, new Dictionary<string, object> { ["data"] = study.Data, ["state"] = state });
            new SegmentOperation().Run(step);
            state = step.Tensors("state");
            var fit = ((NumberColumn)step.Table("log")["fit"]).Values;
            var line = $"{to,7} updates  {Resident(),6:F0} MB  fit of the last 50 {fit.TakeLast(50).Average():G3}";
            Console.WriteLine(line);
        }
    }

    private static double Resident()
    {
        var line = File.ReadLines("/proc/self/status").First(line => line.StartsWith("VmRSS", StringComparison.Ordinal));
        return long.Parse(line.AsSpan(6).Trim(" \tkB"), CultureInfo.InvariantCulture) / 1024.0;
    }
}
