using System.Text.Json.Nodes;
using Spindle.Contracts;

namespace Spindle.Tests.Kinds;

/// <summary>Gives a number in a record that is too large to stand inside an entry.</summary>
[Operation("number/bulky", Version = 1)]
public sealed class BulkyNumber : IOperation
{
    /// <inheritdoc/>
    public void Run(IStepContext context) => context.WriteRecord(
        "out", new() { ["value"] = context.Parameter<double>("value"), ["ballast"] = new string('x', 5000) });
}

/// <summary>Gives its parameter <c>value</c>.</summary>
[Operation("number/constant", Version = 1)]
public sealed class Constant : IOperation
{
    /// <inheritdoc/>
    public void Run(IStepContext context) => context.WriteNumber(context.Parameter<double>("value"));
}

/// <summary>Gives its input <c>in</c> and one more.</summary>
[Operation("number/next", Version = 1)]
public sealed class Next : IOperation
{
    /// <inheritdoc/>
    public void Run(IStepContext context) => context.WriteNumber(context.ReadNumber("in") + 1);
}

/// <summary>Adds its inputs <c>left</c> and <c>right</c>.</summary>
[Operation("number/sum", Version = 1)]
public sealed class Sum : IOperation
{
    /// <inheritdoc/>
    public void Run(IStepContext context) => context.WriteNumber(context.ReadNumber("left") + context.ReadNumber("right"));
}

/// <summary>Gives the sign of its input <c>in</c>: many inputs, few outputs.</summary>
[Operation("number/sign", Version = 1)]
public sealed class Sign : IOperation
{
    /// <inheritdoc/>
    public void Run(IStepContext context) => context.WriteNumber(Math.Sign(context.ReadNumber("in")));
}

/// <summary>Fails, always.</summary>
[Operation("number/fail", Version = 1)]
public sealed class Fail : IOperation
{
    /// <inheritdoc/>
    public void Run(IStepContext context) => throw new ArithmeticException("the numbers do not add up");
}

/// <summary>Gives what is no number.</summary>
[Operation("number/nan", Version = 1)]
public sealed class NotANumber : IOperation
{
    /// <inheritdoc/>
    public void Run(IStepContext context) => context.WriteNumber(double.NaN);
}

/// <summary>Ends without its output.</summary>
[Operation("number/forget", Version = 1)]
public sealed class Forget : IOperation
{
    /// <inheritdoc/>
    public void Run(IStepContext context)
    {
    }
}

/// <summary>Writes an output that no step declares.</summary>
[Operation("number/surprise", Version = 1)]
public sealed class Surprise : IOperation
{
    /// <inheritdoc/>
    public void Run(IStepContext context) => context.WriteRecord("surprise", []);
}

/// <summary>Writes a table where a record is declared.</summary>
[Operation("number/mistype", Version = 1)]
public sealed class Mistype : IOperation
{
    /// <inheritdoc/>
    public void Run(IStepContext context) => context.WriteTable("out", new([new NumberColumn("a", "", [1])]));
}

/// <summary>Gives the number of bytes of the file whose digest its parameter <c>file</c> is.</summary>
[Operation("number/file", Version = 1)]
public sealed class FileSize : IOperation
{
    /// <inheritdoc/>
    public void Run(IStepContext context)
    {
        using var content = context.ReadFile(new("data", context.Parameter<string>("file")));
        using var copy = new MemoryStream();
        content.CopyTo(copy);
        context.WriteNumber(copy.Length);
    }
}

/// <summary>Waits until it is told to end.</summary>
[Operation("number/wait", Version = 1)]
public sealed class Wait : IOperation
{
    /// <inheritdoc/>
    public void Run(IStepContext context)
    {
        context.Cancellation.WaitHandle.WaitOne();
        context.Cancellation.ThrowIfCancellationRequested();
    }
}

internal static class NumberArtifacts
{
    public static double ReadNumber(this IStepContext context, string input) => context.ReadRecord(input)["value"]!.GetValue<double>();

    public static void WriteNumber(this IStepContext context, double value) => context.WriteRecord("out", new JsonObject { ["value"] = value });
}
