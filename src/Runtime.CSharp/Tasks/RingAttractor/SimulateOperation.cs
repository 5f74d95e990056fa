using Spindle.Contracts;

namespace Spindle.Tasks.RingAttractor;

/// <summary>
/// Simulates one of the ring's data sets. Streams: <c>ring_attractor.initial</c> for the state that all trials of both sets
/// begin in; <c>ring_attractor.&lt;split&gt;.agent</c> and <c>.perturbation</c> with one item a trial, so that more trials leave
/// the earlier ones as they were.
/// </summary>
[Operation("ring_attractor/simulate", Random = true)]
public sealed class SimulateOperation : IOperation
{
    /// <inheritdoc/>
    public void Run(IStepContext context)
    {
        var task = context.Parameter<RingAttractor>("task");
        var split = context.Parameter<string>("split");
        var simulation = Simulation.Run(
            task,
            context.Random("ring_attractor.initial"),
            context.Random($"ring_attractor.{split}.agent"),
            context.Random($"ring_attractor.{split}.perturbation"),
            fraction => context.Progress(fraction, $"{(int)(fraction * task.Trials)} of {task.Trials} trials"),
            context.Cancellation);
        var trajectories = simulation.Trajectories;
        context.WriteTensors("data", new Dictionary<string, TensorData>
        {
            ["rates"] = TensorData.Of<float>(simulation.Rates, task.Trials, task.Steps, task.Neurons),
            ["heading"] = TensorData.Of<float>(trajectories.SelectMany(trial => trial.Heading).ToArray(), task.Trials, task.Steps),
            ["velocity"] = TensorData.Of<float>(trajectories.SelectMany(trial => trial.Velocity).ToArray(), task.Trials, task.Steps),
            ["start"] = TensorData.Of<float>(trajectories.Select(trial => trial.Start).ToArray(), task.Trials),
        });
    }
}
