namespace Spindle.Statistics.Demixing;

/// <summary>
/// Mean activity split into what depends on time alone, on the condition alone, and on both: of centred X[unit, condition, step]
/// X_t = mean over conditions, X_s = mean over steps, X_st = X − X_t − X_s (Kobak et al., eLife 2016). The three are orthogonal
/// and their sums of squares add up to that of X.
/// </summary>
public sealed class Marginals
{
    private Marginals(int units, int conditions, int steps, double[] whole, double[] time, double[] stimulus, double[] mixed) =>
        (Units, Conditions, Steps, Whole, Time, Stimulus, StimulusTime) = (units, conditions, steps, whole, time, stimulus, mixed);

    /// <summary>N.</summary>
    public int Units { get; }

    /// <summary>S.</summary>
    public int Conditions { get; }

    /// <summary>T.</summary>
    public int Steps { get; }

    /// <summary>X, units × (conditions · steps), every unit with mean 0.</summary>
    public double[] Whole { get; }

    /// <summary>X_t, as large as X.</summary>
    public double[] Time { get; }

    /// <summary>X_s, as large as X.</summary>
    public double[] Stimulus { get; }

    /// <summary>X_st, as large as X.</summary>
    public double[] StimulusTime { get; }

    /// <summary>X_t, X_s and X_st, in the order of their components.</summary>
    public IReadOnlyList<double[]> Parts => [Time, Stimulus, StimulusTime];

    /// <summary>The marginals of mean activity.</summary>
    /// <param name="activity">Units × conditions × steps, row by row; need not be centred.</param>
    /// <param name="units">N.</param>
    /// <param name="conditions">S.</param>
    /// <param name="steps">T.</param>
    public static Marginals Of(ReadOnlySpan<double> activity, int units, int conditions, int steps)
    {
        var all = conditions * steps;
        ArgumentOutOfRangeException.ThrowIfNotEqual(activity.Length, units * all);
        var size = activity.Length;
        var split = new Marginals(units, conditions, steps, activity.ToArray(), new double[size], new double[size], new double[size]);
        for (var unit = 0; unit < units; unit++) split.Split(unit * all);
        return split;
    }

    /// <summary>Σ x² of a part.</summary>
    public static double Power(ReadOnlySpan<double> part)
    {
        double sum = 0;
        foreach (var value in part) sum += value * value;
        return sum;
    }

    private void Split(int first)
    {
        var x = Whole.AsSpan(first, Conditions * Steps);
        var (time, stimulus) = (new double[Steps], new double[Conditions]);
        double mean = 0;
        foreach (var value in x) mean += value / x.Length;
        for (var condition = 0; condition < Conditions; condition++)
        {
            for (var step = 0; step < Steps; step++)
            {
                ref var value = ref x[(condition * Steps) + step];
                value -= mean;
                time[step] += value / Conditions;
                stimulus[condition] += value / Steps;
            }
        }
        for (var condition = 0; condition < Conditions; condition++)
        {
            for (var step = 0; step < Steps; step++)
            {
                var at = first + (condition * Steps) + step;
                (Time[at], Stimulus[at]) = (time[step], stimulus[condition]);
                StimulusTime[at] = Whole[at] - time[step] - stimulus[condition];
            }
        }
    }
}
