using System.Globalization;
using Spindle.Contracts;
using Spindle.Probes.Trials;
using Spindle.Tasks.Cognitive;

namespace Spindle.Probes.Maturation;

/// <summary>The population's response over a trial, a colour a stage, dashed for the opposite direction.</summary>
internal static class PopulationResponseFigure
{
    /// <summary>The figure.</summary>
    public static Figure Draw(PopulationResponse probe, TrialTaskSpec task, IReadOnlyList<StageCurves> stages)
    {
        var seconds = (double)task.Layout().TimeStep.Seconds;
        var series = stages.SelectMany(stage => new[]
        {
            Line(stage, LegendOf(stage), stage.Preferred, seconds, FigureDash.Solid),
            Line(stage, "", stage.Opposite, seconds, FigureDash.Dashed),
        });
        return new(
            $"Response in {probe.Rule} of units selective in {probe.Epoch}",
            "Mean rate of the population over a trial; dashed: the direction opposite to the preferred one. Bands: standard error over the checkpoints of a stage. "
                + "Grey: the stimulus. Beside a stage: its mean performance, and in brackets its mean number of units.",
            [
                new LinePanel("", new("Time", "s"), RateAxis(probe.Units), [.. series])
                {
                    Shades = [.. task.EpochsOf(probe.Rule).Where(epoch => epoch.Name == probe.Units.Stimulus).Select(epoch => new Shade("", epoch.From * seconds, epoch.To * seconds, FigureColor.Grey))],
                },
            ],
            1);
    }

    /// <summary>What the rates of a selection are.</summary>
    public static FigureAxis RateAxis(UnitSelection selection) =>
        selection.Scale == RateScale.Relative ? new("Rate, relative to fixation", "") : new("Rate", "");

    private static string LegendOf(StageCurves stage) =>
        string.Create(CultureInfo.InvariantCulture, $"{stage.Stage.Name()} {stage.MeanPerformance:0.00} ({stage.MeanUnits:0})");

    private static Series Line(StageCurves stage, string name, MeanCurve curve, double seconds, FigureDash dash) =>
        new(name, [.. curve.Mean.Select((_, step) => step * seconds)], curve.Mean) { Spread = curve.StandardError, Color = stage.Stage.Color(), Dash = dash };
}
