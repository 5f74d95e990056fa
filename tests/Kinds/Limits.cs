using Spindle.Contracts;

namespace Spindle.Tests.Kinds;

/// <summary>Says where it runs, then goes on for ever and hears nothing: it needs no tensors.</summary>
[Operation("limits/endless", Version = 1)]
public sealed class Endless : IOperation
{
    /// <inheritdoc/>
    public void Run(IStepContext context)
    {
        context.Progress(0.25, $"in process {Environment.ProcessId}");
        Thread.Sleep(Timeout.Infinite);
    }
}

/// <summary>Takes more and more memory until it has 2 GB, then gives the number of its process.</summary>
[Operation("limits/greedy", Version = 1)]
public sealed class Greedy : IOperation
{
    /// <inheritdoc/>
    public void Run(IStepContext context)
    {
        var held = new List<byte[]>();
        for (var block = 1; block <= 40; block++)
        {
            var more = new byte[50_000_000];
            Array.Fill(more, (byte)1);
            held.Add(more);
            context.Progress(block / 40.0, $"{block} blocks");
            Thread.Sleep(20);
        }
        context.WriteNumber(held.Count);
    }
}

/// <summary>Gives the number of the process that it runs in; needs no tensors.</summary>
[Operation("limits/process", Version = 1)]
public sealed class WhereAmI : IOperation
{
    /// <inheritdoc/>
    public void Run(IStepContext context) => context.WriteNumber(Environment.ProcessId);
}

/// <summary>Prints lines, the last one unfinished, and fails.</summary>
[Operation("limits/talkative", Version = 1, Tensors = true)]
public sealed class Talkative : IOperation
{
    /// <inheritdoc/>
    public void Run(IStepContext context)
    {
        for (var line = 1; line <= 30; line++) Console.WriteLine($"line {line}");
        Console.Write("and no end of line");
        context.Progress(0.5, "half way");
        throw new ArithmeticException("the numbers do not add up");
    }
}

/// <summary>Writes tensors and a table in which one number is <c>value</c>.</summary>
[Operation("limits/numbers", Version = 1)]
public sealed class WriteNumbers : IOperation
{
    /// <inheritdoc/>
    public void Run(IStepContext context)
    {
        var value = double.Parse(context.Parameter<string>("value"), System.Globalization.CultureInfo.InvariantCulture);
        var numbers = Enumerable.Range(0, 70).Select(number => (float)number).ToArray();
        numbers[context.Parameter<long>("at")] = (float)value;
        if (context.Parameter<bool>("table"))
            context.WriteTable("out", new([new NumberColumn("height", "m", [.. numbers.Select(number => (double)number)])]));
        else
            context.WriteTensors("out", new Dictionary<string, TensorData> { ["heights"] = TensorData.Of<float>(numbers, 7, 10) });
    }
}
