using System.Globalization;
using Spindle.Contracts;
using Spindle.Probes.Trials;

namespace Spindle.Probes.Population;

/// <summary>Courses of components over a trial, a line each condition.</summary>
internal static class ComponentFigure
{
    /// <summary>One panel.</summary>
    /// <param name="title">What the panel shows.</param>
    /// <param name="activity">Whose trials.</param>
    /// <param name="conditions">The condition of every line.</param>
    /// <param name="courses">Conditions × steps.</param>
    public static LinePanel Panel(string title, TrialActivity activity, IReadOnlyList<int> conditions, ReadOnlySpan<double> courses)
    {
        var steps = courses.Length / conditions.Count;
        var times = Times(activity, steps);
        var series = new List<Series>();
        for (var at = 0; at < conditions.Count; at++)
            series.Add(new(Direction(activity, conditions[at]), times, courses.Slice(at * steps, steps).ToArray()) { Dash = FigureDash.Solid });
        return new(title, new("Time", "s"), new("Component", ""), series) { Shades = Borders(activity) };
    }

    /// <summary>When each step begins, seconds.</summary>
    public static double[] Times(TrialActivity activity, int steps) =>
        [.. Enumerable.Range(0, steps).Select(step => step * (double)activity.TimeStep.Seconds)];

    /// <summary>The direction that a condition stands for, as <c>45°</c>.</summary>
    public static string Direction(TrialActivity activity, int condition) =>
        string.Create(CultureInfo.InvariantCulture, $"{360.0 * condition / activity.Conditions:0.#}°");

    /// <summary>A line where an epoch begins, but for the first.</summary>
    public static IReadOnlyList<Shade> Borders(TrialActivity activity) =>
    [
        .. activity.Epochs.Select(epoch => epoch.From).Where(from => from > 0).Distinct().Order()
            .Select(from => from * (double)activity.TimeStep.Seconds)
            .Select(time => new Shade("", time, time, FigureColor.Grey)),
    ];
}
