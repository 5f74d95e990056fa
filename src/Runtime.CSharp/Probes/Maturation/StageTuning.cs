using Spindle.Statistics;

namespace Spindle.Probes.Maturation;

/// <summary>The tuning of a stage: the mean curve over its checkpoints, a Gaussian through it, and the heights of all units at all of them.</summary>
internal sealed record StageTuning(MaturationStage Stage, MeanCurve Curve, GaussianFit? Fit, double[] Heights, double MeanUnits)
{
    /// <summary>2 s of the Gaussian, in places of the cue.</summary>
    public double? Width => 2 * Fit?.Deviation;

    /// <summary>The Gaussian at a place, on the scale of the curve; NaN where there is none.</summary>
    public double FitAt(double place) => Fit is { } fit ? fit.At(place) + Curve.Mean.Min() : double.NaN;
}
