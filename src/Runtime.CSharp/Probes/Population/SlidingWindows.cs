using Spindle.Contracts;
using Spindle.Probes.Trials;

namespace Spindle.Probes.Population;

/// <summary>Windows that slide over trials, all of one length.</summary>
/// <param name="Steps">Steps of a trial.</param>
/// <param name="Width">Steps of a window.</param>
/// <param name="Stride">Steps from one window to the next.</param>
internal sealed record SlidingWindows(int Steps, int Width, int Stride)
{
    /// <summary>How many fit.</summary>
    public int Count => Steps < Width ? 0 : ((Steps - Width) / Stride) + 1;

    /// <summary>The windows that lie in an epoch; in one that is shorter than a window those whose middle does.</summary>
    public IEnumerable<int> Within(Epoch epoch)
    {
        var whole = epoch.To - epoch.From >= Width;
        return Enumerable.Range(0, Count).Where(window =>
        {
            var (start, middle) = (window * Stride, (window * Stride) + (Width / 2.0));
            return whole ? start >= epoch.From && start + Width <= epoch.To : middle >= epoch.From && middle < epoch.To;
        });
    }

    /// <summary>The pairs of windows of two epochs that share no step.</summary>
    public IEnumerable<(int Training, int Test)> Apart(Epoch training, Epoch test) =>
        from one in Within(training) from other in Within(test) where Math.Abs(one - other) * Stride >= Width select (one, other);

    /// <summary>The mean rates of every unit in every window, windows × trials × units.</summary>
    public double[] Means(TrialActivity activity)
    {
        var frame = activity.Trials * activity.Units;
        var means = new double[Count * frame];
        for (var window = 0; window < Count; window++)
        {
            var mean = means.AsSpan(window * frame, frame);
            for (var step = window * Stride; step < (window * Stride) + Width; step++)
            {
                var rates = activity.Rates.Span.Slice(step * frame, frame);
                for (var at = 0; at < frame; at++) mean[at] += rates[at];
            }
            for (var at = 0; at < frame; at++) mean[at] /= Width;
        }
        return means;
    }
}
