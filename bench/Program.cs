using System.Globalization;
using Spindle.Bench;
using Spindle.Torch;

if (args is not ["compression", ..]) Console.WriteLine(TorchNative.Load());
switch (args)
{
    case ["recurrence", .. var rest]:
        Recurrence.Run(Number(rest, 0, 20));
        return 0;
    case ["memory", .. var rest]:
        Memory.Run(Number(rest, 0, 200), Number(rest, 1, 10_000));
        return 0;
    case ["compression", var store]:
        Compression.Run(store);
        return 0;
    default:
        Console.Error.WriteLine("usage: recurrence [ROUNDS] | memory [UNITS] [UPDATES] | compression STORE");
        return 2;
}

static int Number(string[] texts, int at, int otherwise) => texts.Length > at ? int.Parse(texts[at], CultureInfo.InvariantCulture) : otherwise;
