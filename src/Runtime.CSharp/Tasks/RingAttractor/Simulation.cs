using Spindle.Contracts;

namespace Spindle.Tasks.RingAttractor;

/// <summary>A data set of the ring: what its neurons did while the head turned.</summary>
/// <param name="Rates">Rates after each step, trials × steps × neurons.</param>
/// <param name="Trajectories">The movement of each trial.</param>
public sealed record Simulation(float[] Rates, IReadOnlyList<Trajectory> Trajectories)
{
    /// <summary>Simulates a data set.</summary>
    /// <param name="task">The task.</param>
    /// <param name="initial">Draws the state that every trial begins in: normal, of variance 1/n a neuron.</param>
    /// <param name="agent">Item i moves trial i.</param>
    /// <param name="perturbation">Item i kicks trial i.</param>
    /// <param name="progress">Told the fraction that is done.</param>
    /// <param name="cancellation">Ends the simulation.</param>
    public static Simulation Run(
        RingAttractor task,
        RandomStream initial,
        RandomStream agent,
        RandomStream perturbation,
        Action<double> progress,
        CancellationToken cancellation)
    {
        var teacher = Teacher.Of(task);
        var (n, steps, trials) = (teacher.Neurons, (int)task.Steps, (int)task.Trials);
        var start = new float[n];
        for (var i = 0; i < n; i++) start[i] = (float)(initial.Normal() / Math.Sqrt(n));
        var trajectories = Enumerable.Range(0, trials).Select(trial => Trajectory.Draw(task, agent.At(trial))).ToList();
        var rates = new float[(long)trials * steps * n];
        for (var first = 0; first < trials; first += TrialBlock.Trials)
        {
            var count = Math.Min(TrialBlock.Trials, trials - first);
            var block = new TrialBlock(task, teacher, start);
            var noise = Enumerable.Range(first, count).Select(trial => perturbation.At(trial)).ToArray();
            var velocity = new float[TrialBlock.Trials];
            for (var step = -(int)task.Settling; step < steps; step++)
            {
                cancellation.ThrowIfCancellationRequested();
                for (var trial = 0; trial < count; trial++) velocity[trial] = step < 0 ? 0 : trajectories[first + trial].Velocity[step];
                block.Step(velocity, noise);
                for (var trial = 0; trial < count && step >= 0; trial++)
                    block.Rates.AsSpan(trial * n, n).CopyTo(rates.AsSpan(((((first + trial) * steps) + step) * n), n));
            }
            progress((double)(first + count) / trials);
        }
        return new(rates, trajectories);
    }
}
