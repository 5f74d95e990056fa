using System.Globalization;
using Spindle.Contracts;
using Spindle.Probes.Trials;

namespace Spindle.Probes.Population;

/// <summary>Courses of components over a trial, a line each condition: opposite directions have one colour, the second is dashed.</summary>
internal static class ComponentFigure
{
    private static readonly FigureColor[] Colors =
        [FigureColor.Blue, FigureColor.Orange, FigureColor.Green, FigureColor.Purple, FigureColor.Red, FigureColor.Grey];

    /// <summary>One panel.</summary>
    /// <param name="title">What the panel shows.</param>
    /// <param name="activity">Whose trials.</param>
    /// <param name="conditions">The condition of every line.</param>
    /// <param name="courses">Conditions × steps.</param>
    /// <param name="legend">Whether the legend names the directions; one of several panels does for all.</param>
    public static LinePanel Panel(string title, TrialActivity activity, IReadOnlyList<int> conditions, ReadOnlySpan<double> courses, bool legend)
    {
        var steps = courses.Length / conditions.Count;
        var times = Times(activity, steps);
        var series = new List<Series>();
        for (var at = 0; at < conditions.Count; at++)
        {
            var name = legend ? Direction(activity, conditions[at]) : "";
            var (color, dash) = Style(activity, conditions[at]);
            series.Add(new(name, times, courses.Slice(at * steps, steps).ToArray()) { Color = color, Dash = dash });
        }
        return new(title, new("Time", "s"), new("Component", ""), series) { Shades = Borders(activity) };
    }

    private static (FigureColor Color, FigureDash Dash) Style(TrialActivity activity, int condition)
    {
        var half = (activity.Conditions + 1) / 2;
        return half > Colors.Length
            ? (FigureColor.Automatic, FigureDash.Automatic)
            : (Colors[condition % half], condition < half ? FigureDash.Solid : FigureDash.Dashed);
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
