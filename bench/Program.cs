using System.Globalization;
using Spindle.Bench;
using Spindle.Bench.Muscles;
using Spindle.Bench.Scale;
using Spindle.Bench.Trials;
using Spindle.Tasks.Proprioception;
using Spindle.Torch;

switch (args)
{
    case ["recurrence", .. var rest]:
        Console.WriteLine(TorchNative.Load());
        Recurrence.Run(Number(rest, 0, 20));
        return 0;
    case ["training", .. var rest]:
        Console.WriteLine(TorchNative.Load());
        TrialBench.Run(Number(rest, 0, 20));
        return 0;
    case ["memory", .. var rest]:
        Console.WriteLine(TorchNative.Load());
        Memory.Run(Number(rest, 0, 200), Number(rest, 1, 10_000));
        return 0;
    case ["scale", .. var rest]:
        ScaleBench.Run(Environment.CurrentDirectory, Number(rest, 0, 5), rest.Length > 1 ? [.. rest.Skip(1).Select((_, at) => Number(rest, at + 1, 0))] : [100, 1_000, 10_000]);
        return 0;
    case ["store", .. var rest]:
        StoreSpeed.Run(Number(rest, 0, 5));
        return 0;
    case ["muscles", var data, .. var rest]:
        MuscleSpeed.Run(data, Number(rest, 0, 5));
        Console.WriteLine();
        TendonPeer.Run(Number(rest, 0, 5));
        return 0;
    case ["agreement", var data]:
        Agreement.Run(data);
        return 0;
    case ["trials", .. var rest]:
        TrialSpeed.Run(Number(rest, 0, 50));
        return 0;
    case ["characters", var limb, var model, .. var rest]:
        Characters.Run(Enum.Parse<Limb>(limb, ignoreCase: true), model == "own" ? null : model, Number(rest, 0, 200));
        return 0;
    case ["compression", var store]:
        Compression.Run(store);
        return 0;
    default:
        Console.Error.WriteLine(
            "usage: recurrence [ROUNDS] | training [ROUNDS] | trials [ROUNDS] | memory [UNITS] [UPDATES] | scale [ROUNDS] [STEPS …] | store [ROUNDS] | compression STORE | characters LIMB (own | MODEL) [MOVEMENTS] | muscles DATA [ROUNDS] | agreement DATA");
        return 2;
}

static int Number(string[] texts, int at, int otherwise) => texts.Length > at ? int.Parse(texts[at], CultureInfo.InvariantCulture) : otherwise;
