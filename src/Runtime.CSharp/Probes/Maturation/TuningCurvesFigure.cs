using System.Globalization;
using Spindle.Contracts;

namespace Spindle.Probes.Maturation;

/// <summary>The tuning of each stage with its Gaussian, and the heights of the units.</summary>
internal static class TuningCurvesFigure
{
    private const int PointsBetween = 10;

    /// <summary>The figure.</summary>
    public static Figure Draw(TuningCurves probe, IReadOnlyList<StageTuning> stages) => new(
        $"Tuning in {probe.Rule}, {probe.Epoch}",
        "Left: mean tuning with the preferred place in the middle, and the Gaussian through it; bars: standard error over checkpoints. "
            + "Right: the heights of the tuning of all units at all checkpoints of a stage; quartiles, least and greatest.",
        [
            new LinePanel(
                "", new("Places from the preferred one", ""), PopulationResponseFigure.RateAxis(probe.Units),
                [.. stages.Select(Points), .. stages.Where(stage => stage.Fit is not null).Select(Curve)]),
            new BoxPanel("", new("", ""), new("Height of the tuning", ""), [.. stages.Select(stage => stage.Stage.Box(stage.Heights))]),
        ],
        2);

    private static Series Points(StageTuning stage) => new(
        string.Create(CultureInfo.InvariantCulture, $"{stage.Stage.Name()}{(stage.Width is { } width ? $": width {width:0.00}" : "")}"),
        [.. stage.Curve.Mean.Select((_, at) => (double)(at - (stage.Curve.Mean.Length / 2)))], stage.Curve.Mean)
    {
        Spread = stage.Curve.StandardError,
        Color = stage.Stage.Color(),
        Mark = FigureMark.Points,
    };

    private static Series Curve(StageTuning stage)
    {
        double[] places = [.. Enumerable.Range(0, ((stage.Curve.Mean.Length - 1) * PointsBetween) + 1).Select(at => (double)at / PointsBetween)];
        return new("", [.. places.Select(place => place - (stage.Curve.Mean.Length / 2))], [.. places.Select(stage.FitAt)]) { Color = stage.Stage.Color() };
    }
}
