using System.Diagnostics;

namespace Spindle.Execution;

/// <summary>Passes on the first report and the last, and those between only ten times a second.</summary>
internal sealed class ThrottledProgress(Action<double, string> report)
{
    private static readonly long Pause = Stopwatch.Frequency / 10;
    private long next;

    public void Report(double fraction, string words)
    {
        var now = Stopwatch.GetTimestamp();
        if (now < next && fraction < 1) return;
        next = now + Pause;
        report(fraction, words);
    }
}
