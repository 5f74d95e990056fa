namespace Spindle.Probes.Maturation;

/// <summary>The mean of several curves, step by step, and its standard error over them; 0 where there is one curve.</summary>
internal sealed record MeanCurve(double[] Mean, double[] StandardError)
{
    /// <summary>The mean of curves of one length; null where there are none.</summary>
    public static MeanCurve? Of(IReadOnlyList<double[]> curves)
    {
        if (curves.Count == 0) return null;
        var (mean, error) = (new double[curves[0].Length], new double[curves[0].Length]);
        for (var step = 0; step < mean.Length; step++)
        {
            mean[step] = curves.Average(curve => curve[step]);
            if (curves.Count < 2) continue;
            var squares = curves.Sum(curve => (curve[step] - mean[step]) * (curve[step] - mean[step]));
            error[step] = Math.Sqrt(squares / (curves.Count - 1) / curves.Count);
        }
        return new(mean, error);
    }
}
