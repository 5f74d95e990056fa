namespace Spindle.Probes;

/// <summary>
/// The fit in short windows: each starts from the teacher's rates and runs freely for L − 1 steps; the windows follow each
/// other through every trial.
/// </summary>
internal static class WindowFit
{
    /// <summary>The mean squared error over all windows, steps and observed units.</summary>
    /// <param name="simulation">The teacher's trials.</param>
    /// <param name="predictor">What predicts them.</param>
    /// <param name="observed">The neuron that each of its first units stands for.</param>
    /// <param name="window">L, the steps of a window with the one it starts from.</param>
    public static double Of(SimulatedTrials simulation, IPredictor predictor, IReadOnlyList<long> observed, int window)
    {
        var ahead = window - 1;
        double sum = 0;
        long count = 0;
        for (var first = 0; first + ahead < simulation.Steps; first += ahead)
        {
            TrialStart[] starts = [.. Enumerable.Range(0, simulation.Trials).Select(trial => new TrialStart(trial, first))];
            var prediction = predictor.Run(starts, ahead);
            for (var step = 1; step <= ahead; step++)
            {
                for (var trial = 0; trial < starts.Length; trial++)
                {
                    var student = prediction.At(step, trial);
                    var teacher = simulation.Rates(trial, first + step);
                    for (var unit = 0; unit < observed.Count; unit++)
                    {
                        var difference = (double)student[unit] - teacher[(int)observed[unit]];
                        sum += difference * difference;
                    }
                    count += observed.Count;
                }
            }
        }
        return sum / count;
    }
}
