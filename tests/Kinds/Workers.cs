using System.Diagnostics;
using Spindle.Contracts;

namespace Spindle.Tests.Kinds;

/// <summary>Gives its input <c>in</c> and one more, in a worker process, and says so twice on the way.</summary>
[Operation("worker/next", Version = 1, Tensors = true)]
public sealed class NextElsewhere : IOperation
{
    /// <inheritdoc/>
    public void Run(IStepContext context)
    {
        Console.WriteLine("operations may print");
        context.Progress(0.5, "half of it");
        context.WriteNumber(context.ReadNumber("in") + 1);
    }
}

/// <summary>Gives the number of the process that it runs in.</summary>
[Operation("worker/process", Version = 1, Tensors = true)]
public sealed class ProcessNumber : IOperation
{
    /// <inheritdoc/>
    public void Run(IStepContext context) => context.WriteNumber(Environment.ProcessId);
}

/// <summary>Kills its process; where its parameter <c>once</c> names a file, only if that is not there yet.</summary>
[Operation("worker/die", Version = 1, Tensors = true)]
public sealed class Die : IOperation
{
    /// <inheritdoc/>
    public void Run(IStepContext context)
    {
        var mark = context.Parameter<string>("once");
        if (mark.Length > 0 && File.Exists(mark))
        {
            context.WriteNumber(1);
            return;
        }
        if (mark.Length > 0) File.WriteAllText(mark, "");
        Console.Error.WriteLine("last words");
        using var self = Process.GetCurrentProcess();
        self.Kill();
        Thread.Sleep(Timeout.Infinite);
    }
}

/// <summary>Fails in a worker process.</summary>
[Operation("worker/fail", Version = 1, Tensors = true)]
public sealed class FailElsewhere : IOperation
{
    /// <inheritdoc/>
    public void Run(IStepContext context) => throw new ArithmeticException("the numbers do not add up");
}

/// <summary>Reports the number of its process, then waits until it is told to end.</summary>
[Operation("worker/wait", Version = 1, Tensors = true)]
public sealed class WaitElsewhere : IOperation
{
    /// <inheritdoc/>
    public void Run(IStepContext context)
    {
        context.Progress(0, $"{Environment.ProcessId}");
        context.Cancellation.WaitHandle.WaitOne();
        context.Cancellation.ThrowIfCancellationRequested();
    }
}

/// <summary>Reports the number of its process, then hears nothing any more.</summary>
[Operation("worker/deaf", Version = 1, Tensors = true)]
public sealed class Deaf : IOperation
{
    /// <inheritdoc/>
    public void Run(IStepContext context)
    {
        context.Progress(0, $"{Environment.ProcessId}");
        Thread.Sleep(Timeout.Infinite);
    }
}
