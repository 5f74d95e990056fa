using Spindle.Contracts;

namespace Spindle.Probes.Trials;

/// <summary>The trials of some activity by condition, in the order in which they stand.</summary>
/// <param name="activity">The activity.</param>
/// <param name="conditions">The conditions that are looked at, each with at least one trial.</param>
public sealed class ConditionTrials(TrialActivity activity, IReadOnlyList<int> conditions)
{
    private readonly int[][] trials =
        [.. conditions.Select(condition => Enumerable.Range(0, activity.Trials).Where(trial => activity.Cue[trial] == condition).ToArray())];

    /// <summary>The trials of every condition.</summary>
    public IReadOnlyList<int[]> Trials => trials;

    /// <summary>The conditions that some activity has trials of, in order.</summary>
    public static IReadOnlyList<int> Present(TrialActivity activity) => [.. activity.Cue.Distinct().Order()];

    /// <summary>The mean over every condition's trials, units × conditions × steps.</summary>
    public double[] Mean() => Each((unit, step, condition) => Sum(unit, step, condition) / trials[condition].Length);

    /// <summary>
    /// Of every unit and condition one trial by itself and the mean of the others, each units × conditions × steps. Which trial is
    /// drawn for each unit and condition, unit by unit.
    /// </summary>
    /// <param name="stream">What draws them.</param>
    public (double[] Training, double[] Held) Split(RandomStream stream)
    {
        var drawn = new int[activity.Units, trials.Length];
        for (var unit = 0; unit < activity.Units; unit++)
        {
            for (var condition = 0; condition < trials.Length; condition++)
                drawn[unit, condition] = trials[condition][stream.Integer(trials[condition].Length)];
        }
        var held = Each((unit, step, condition) => Rate(unit, step, drawn[unit, condition]));
        var training = Each((unit, step, condition) =>
            (Sum(unit, step, condition) - Rate(unit, step, drawn[unit, condition])) / (trials[condition].Length - 1));
        return (training, held);
    }

    private double[] Each(Func<int, int, int, double> value)
    {
        var means = new double[activity.Units * trials.Length * activity.Steps];
        var at = 0;
        for (var unit = 0; unit < activity.Units; unit++)
        {
            for (var condition = 0; condition < trials.Length; condition++)
            {
                for (var step = 0; step < activity.Steps; step++) means[at++] = value(unit, step, condition);
            }
        }
        return means;
    }

    private double Sum(int unit, int step, int condition)
    {
        double sum = 0;
        foreach (var trial in trials[condition]) sum += Rate(unit, step, trial);
        return sum;
    }

    private double Rate(int unit, int step, int trial) => activity.Rates.Span[(((step * activity.Trials) + trial) * activity.Units) + unit];
}
