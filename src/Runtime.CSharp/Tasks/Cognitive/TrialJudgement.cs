using Spindle.Statistics;

namespace Spindle.Tasks.Cognitive;

/// <summary>
/// What a network answered, read from its outputs at the last step: fixating where the fixation output is above 0.5, or what the
/// task says, else a direction, the population vector of the ring (Yang et al. 2019; Liu et al. 2021).
/// </summary>
public sealed class TrialJudgement
{
    private TrialJudgement(bool[] fixates, double[] direction, double[] error, bool[] correct) =>
        (Fixates, Direction, Error, Correct) = (fixates, direction, error, correct);

    /// <summary>Whether each trial ends in fixation.</summary>
    public bool[] Fixates { get; }

    /// <summary>The direction of each trial's response, radians; NaN where the ring's activity cancels out.</summary>
    public double[] Direction { get; }

    /// <summary>
    /// How far each response is from the wanted one, radians in [0, π], fixating or not; NaN where no response is wanted or given.
    /// </summary>
    public double[] Error { get; }

    /// <summary>
    /// Whether each trial is right: fixation kept where it should be, else broken and near enough, strictly within 36 degrees or what
    /// the task says.
    /// </summary>
    public bool[] Correct { get; }

    /// <summary>The share of right trials.</summary>
    public double Performance => Correct.Count(right => right) / (double)Correct.Length;

    /// <summary>Judges the trials of a batch.</summary>
    /// <param name="layout">The channels.</param>
    /// <param name="batch">What was wanted.</param>
    /// <param name="last">The outputs at the last step, trials × outputs.</param>
    public static TrialJudgement Of(TrialLayout layout, TrialBatch batch, ReadOnlySpan<float> last)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(last.Length, batch.Trials * layout.Outputs);
        var (fixates, correct) = (new bool[batch.Trials], new bool[batch.Trials]);
        var (tolerance, fixating) = (batch.Criterion.Tolerance.Radians, (float)batch.Criterion.Fixating);
        var (direction, error) = (new double[batch.Trials], new double[batch.Trials]);
        for (var trial = 0; trial < batch.Trials; trial++)
        {
            var output = last.Slice(trial * layout.Outputs, layout.Outputs);
            fixates[trial] = output[0] > fixating;
            direction[trial] = DirectionOf(layout, output[1..]);
            error[trial] = Math.Abs(CircularDifference.Of(direction[trial], batch.Response[trial]));
            correct[trial] = double.IsNaN(batch.Response[trial]) ? fixates[trial] : !fixates[trial] && error[trial] < tolerance;
        }
        return new(fixates, direction, error, correct);
    }

    private static double DirectionOf(TrialLayout layout, ReadOnlySpan<float> ring)
    {
        double x = 0, y = 0;
        for (var channel = 0; channel < ring.Length; channel++)
        {
            var (sin, cos) = Math.SinCos(layout.PreferredAngle(channel));
            x += ring[channel] * cos;
            y += ring[channel] * sin;
        }
        var none = Math.Abs(x) + Math.Abs(y) < 1e-6;
        return none ? double.NaN : (Math.Atan2(y, x) + Math.Tau) % Math.Tau;
    }
}
