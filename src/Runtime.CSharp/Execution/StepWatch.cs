using System.Diagnostics;
using System.Globalization;
using Spindle.Catalog;
using Spindle.Contracts;
using Spindle.Plans;

namespace Spindle.Execution;

/// <summary>Watches a worker while it runs one step, and ends it when the step takes more than its limits allow.</summary>
/// <remarks>It looks ten times a second: memory that is taken and given back in between goes unseen.</remarks>
internal sealed class StepWatch : IAsyncDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    /// <summary>So many seconds more a process may take to start and to load what the step needs: that is not the step's fault.</summary>
    private const double ToStart = 60;

    private readonly int process;
    private readonly StepLimits limits;
    private readonly Action end;
    private readonly CancellationTokenSource finished = new();
    private long from = Stopwatch.GetTimestamp();
    private volatile bool began;
    private readonly Task watching;

    /// <summary>Begins to watch.</summary>
    /// <param name="process">The worker's process.</param>
    /// <param name="limits">What the step may take.</param>
    /// <param name="end">Ends the worker.</param>
    public StepWatch(int process, StepLimits limits, Action end)
    {
        (this.process, this.limits, this.end) = (process, limits, end);
        watching = limits.AreNone ? Task.CompletedTask : WatchAsync();
    }

    /// <summary>The code and the words of why the worker was ended; null where it was not.</summary>
    public (string Code, string Message)? Verdict { get; private set; }

    /// <summary>The worker has loaded what the step needs, and the step's time runs from here on.</summary>
    public void Begin()
    {
        Volatile.Write(ref from, Stopwatch.GetTimestamp());
        began = true;
    }

    /// <summary>Stops watching.</summary>
    public async ValueTask DisposeAsync()
    {
        await finished.CancelAsync().ConfigureAwait(false);
        await watching.ConfigureAwait(false);
        finished.Dispose();
    }

    private double Elapsed => Stopwatch.GetElapsedTime(Volatile.Read(ref from)).TotalSeconds;

    private async Task WatchAsync()
    {
        while (!finished.IsCancellationRequested)
        {
            await Task.Delay(Pause, finished.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (finished.IsCancellationRequested || Exceeded() is not { } verdict) continue;
            Verdict = verdict;
            end();
            return;
        }
    }

    private (string Code, string Message)? Exceeded()
    {
        if (limits.Time is { } time && Elapsed >= (double)time.Seconds + (began ? 0 : ToStart))
            return (DiagnosticCodes.OverTime, $"it ran {Seconds(Elapsed)}, over its time limit of {ScalarText.Quantity(Duration.Units, time.Canonical)}, and was ended");
        if (limits.Memory is { } memory && ResidentMemory.Of(process) is var held && held > memory.Bytes)
            return (
                DiagnosticCodes.OverMemory,
                $"it held {Size(held)} of memory after {Seconds(Elapsed)}, over its limit of {Size(memory.Bytes)}, and was ended");
        return null;
    }

    private static string Seconds(double value) => $"{Math.Round(value, 1).ToString(CultureInfo.InvariantCulture)} s";

    private static string Size(long bytes) => bytes < 1_000_000_000
        ? $"{Math.Round(bytes / 1e6, 1).ToString(CultureInfo.InvariantCulture)} MB"
        : $"{Math.Round(bytes / 1e9, 2).ToString(CultureInfo.InvariantCulture)} GB";
}
