using Spindle.Contracts;

namespace Spindle.Probes.Maturation;

/// <summary>Figures of one unit, a colour a stage.</summary>
internal static class UnitDisplayFigures
{
    /// <summary>Where the places of a ring of eight stand in three rows of three, clockwise from the top; −1 is the middle.</summary>
    private static readonly int[] Around = [7, 0, 1, 6, -1, 2, 5, 4, 3];

    /// <summary>The mean rate over a trial for every place, and in the middle the tuning.</summary>
    public static Figure Panels(int? unit, IReadOnlyList<ShownUnit> shown, double seconds)
    {
        var places = shown.Count > 0 ? shown[0].Tuning.Length : 0;
        var top = shown.SelectMany(one => one.Means).SelectMany(mean => mean).DefaultIfEmpty(1).Max();
        var bottom = Math.Min(0, shown.SelectMany(one => one.Means).SelectMany(mean => mean).DefaultIfEmpty(0).Min());
        Panel Place(int place) => new LinePanel(
            $"{360.0 * place / places:0.#}°", new("Time", "s"), new("Rate", "") { Range = [bottom, bottom + ((top - bottom) * 1.05)] },
            [.. shown.Select(one => new Series("", [.. one.Means[place].Select((_, step) => step * seconds)], one.Means[place]) { Color = one.Stage.Color() })]);
        Panel[] panels = places == Around.Length - 1
            ? [.. Around.Select(place => place < 0 ? PolarOf(shown) : Place(place))]
            : [.. Enumerable.Range(0, places).Select(Place), .. places > 0 ? [PolarOf(shown)] : Array.Empty<Panel>()];
        return new(
            Titled(unit), "Mean rate over a trial for every direction of the cue; in the middle its rates in the epoch, each stage relative to its greatest. Green: early, blue: mid, red: mature.",
            panels, 3);
    }

    /// <summary>The tuning alone.</summary>
    public static Figure Polar(int? unit, IReadOnlyList<ShownUnit> shown) => new(
        Titled(unit), "Mean rate in the epoch for every direction of the cue, relative to the greatest; the spoke is the preferred direction. Green: early, blue: mid, red: mature.",
        shown.Count > 0 ? [PolarOf(shown)] : [], 1);

    /// <summary>The rate in every single trial, those of a place together.</summary>
    public static Figure Trials(int? unit, IReadOnlyList<ShownUnit> shown, double seconds)
    {
        var top = shown.SelectMany(one => one.Trials).DefaultIfEmpty(1).Max();
        return new(
            Titled(unit), "Rate in every trial; trials of one direction of the cue stand together, from the first direction at the top.",
            [
                .. shown.Select(one => new HeatmapPanel(
                    one.Stage.Name(), new("Time", "s"), new("Trial", ""), one.Trials, one.TrialCount, one.Steps, [0, one.Steps * seconds], [0, one.TrialCount], false, "rate")
                {
                    ValueRange = [Math.Min(0, one.Trials.Min()), Math.Max(top, 1e-6)],
                }),
            ],
            1);
    }

    private static PolarPanel PolarOf(IReadOnlyList<ShownUnit> shown) => new(
        "", new("Direction", "rad"), new("Rate", "") { Range = [0, 1] },
        [.. shown.Where(one => one.Tuning.Max() > 0).SelectMany(one => new[] { Tuning(one), Spoke(one) })]);

    private static Series Tuning(ShownUnit one) => new(
        "", [.. Enumerable.Range(0, one.Tuning.Length + 1).Select(place => Math.Tau * place / one.Tuning.Length)],
        [.. Enumerable.Range(0, one.Tuning.Length + 1).Select(place => Math.Max(0, one.Tuning[place % one.Tuning.Length] / one.Tuning.Max()))])
    {
        Color = one.Stage.Color(),
    };

    private static Series Spoke(ShownUnit one)
    {
        var angle = Math.Tau * one.Preferred / one.Tuning.Length;
        return new("", [angle, angle], [0, 1]) { Color = one.Stage.Color(), Dash = FigureDash.Dashed };
    }

    private static string Titled(int? unit) => unit is { } one ? $"Unit {one}" : "No unit";
}
