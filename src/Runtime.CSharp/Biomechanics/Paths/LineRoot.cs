namespace Spindle.Biomechanics.Paths;

/// <summary>
/// A root of <see cref="CircleSlope"/> by the Levenberg-Marquardt method of MINPACK (lmdif) for one unknown and one residual: which of the roots is found
/// depends on the method's steps, so they are the same here, with OpenSim's settings.
/// </summary>
/// <remarks>Moré, Garbow, Hillstrom, User guide for MINPACK-1, Argonne National Laboratory ANL-80-74 (1980).</remarks>
internal static class LineRoot
{
    private const double Tolerance = 1e-4;
    private const double StepFactor = 0.2;
    private const double Difference = 1e-5;
    private const int MostEvaluations = 500;
    private const double Precision = 2.220446049250313e-16;
    private const double Smallest = 2.2250738585072014e-308;

    /// <summary>The root that is found from 0.</summary>
    public static double Find(CircleSlope slope)
    {
        var x = 0.0;
        var residual = slope.At(x);
        var norm = Math.Abs(residual);
        var evaluations = 1;
        var (scale, bound, damping, size) = (0.0, 0.0, 0.0, 0.0);
        var first = true;
        while (true)
        {
            var jacobian = (slope.At(x + Difference) - residual) / Difference;
            evaluations++;
            var steepness = Math.Abs(jacobian);
            if (first)
            {
                scale = steepness == 0 ? 1 : steepness;
                size = scale * Math.Abs(x);
                bound = size <= Tolerance ? StepFactor : StepFactor * size;
            }
            if (norm == 0 || steepness == 0) return x;
            scale = Math.Max(scale, steepness);
            double ratio;
            do
            {
                damping = Damping(jacobian, scale, residual, bound, damping, out var step);
                var stepNorm = scale * Math.Abs(step);
                if (first) bound = Math.Min(bound, stepNorm);
                var next = slope.At(x - step);
                evaluations++;
                var nextNorm = Math.Abs(next);
                var gained = 0.1 * nextNorm < norm ? 1 - nextNorm / norm * (nextNorm / norm) : -1;
                var linear = Math.Abs(jacobian * step) / norm;
                var damped = Math.Sqrt(damping) * stepNorm / norm;
                var predicted = linear * linear + damped * damped / 0.5;
                var downhill = -(linear * linear + damped * damped);
                ratio = predicted == 0 ? 0 : gained / predicted;
                if (ratio <= 0.25)
                {
                    var shrink = gained >= 0 ? 0.5 : 0.5 * downhill / (downhill + 0.5 * gained);
                    if (0.1 * nextNorm >= norm || shrink < 0.1) shrink = 0.1;
                    bound = shrink * Math.Min(bound, stepNorm / 0.1);
                    damping /= shrink;
                }
                else if (damping == 0 || ratio >= 0.75)
                {
                    bound = stepNorm / 0.5;
                    damping *= 0.5;
                }
                if (ratio >= 1e-4)
                {
                    x -= step;
                    size = scale * Math.Abs(x);
                    (residual, norm, first) = (next, nextNorm, false);
                }
                if (Math.Abs(gained) <= Tolerance && predicted <= Tolerance && 0.5 * ratio <= 1) return x;
                if (bound <= Tolerance * size || evaluations >= MostEvaluations) return x;
                if (Math.Abs(gained) <= Precision && predicted <= Precision && 0.5 * ratio <= 1) return x;
                if (bound <= Precision * size) return x;
            }
            while (ratio < 1e-4);
        }
    }

    // The step that solves the damped problem within the bound (lmpar), to be subtracted.
    private static double Damping(double jacobian, double scale, double residual, double bound, double damping, out double step)
    {
        step = residual / jacobian;
        var size = scale * Math.Abs(step);
        var excess = size - bound;
        if (excess <= 0.1 * bound) return 0;
        var slope = scale / Math.Abs(jacobian);
        var lowest = excess / bound / slope / slope;
        var gradient = Math.Abs(jacobian * residual / scale);
        var highest = gradient / bound;
        if (highest == 0) highest = Smallest / Math.Min(bound, 0.1);
        damping = Math.Min(Math.Max(damping, lowest), highest);
        if (damping == 0) damping = gradient / size;
        for (var iteration = 1; ; iteration++)
        {
            if (damping == 0) damping = Math.Max(Smallest, 0.001 * highest);
            var squares = jacobian * jacobian + damping * scale * scale;
            step = jacobian * residual / squares;
            size = scale * Math.Abs(step);
            var before = excess;
            excess = size - bound;
            if (Math.Abs(excess) <= 0.1 * bound || (lowest == 0 && excess <= before && before < 0) || iteration == 10) return damping;
            var newton = scale / Math.Sqrt(squares);
            var correction = excess / bound / newton / newton;
            if (excess > 0) lowest = Math.Max(lowest, damping);
            if (excess < 0) highest = Math.Min(highest, damping);
            damping = Math.Max(lowest, damping + correction);
        }
    }
}
