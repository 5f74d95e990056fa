using Spindle.Contracts;

namespace Spindle.Probes.Trials;

/// <summary>
/// Runs a network on the test trials of a rule, without input noise and with recurrent noise, and keeps what the analyses of single
/// units need. Streams: <c>trial_responses.trials</c>, <c>trial_responses.noise</c>.
/// </summary>
[Operation("trial_responses/measure", Version = 1, Random = true, Tensors = true)]
public sealed class MeasureResponses : IOperation
{
    /// <summary>Plans the measurement of a state. It names neither the checkpoint nor the probe, so that probes share it.</summary>
    /// <param name="planner">The planner.</param>
    /// <param name="model">The model whose state it is.</param>
    /// <param name="rule">The rule whose test trials are run.</param>
    /// <param name="repetitions">Trials of every place of the cue.</param>
    /// <param name="state">The state.</param>
    /// <param name="name">What the state is called, as the number of its updates.</param>
    /// <returns>The arrays of <see cref="UnitResponses.Tensors"/>.</returns>
    public static ArtifactRef Plan(IPlanner planner, PlannedModel model, string rule, long repetitions, ArtifactRef state, string name) =>
        planner.Step(new($"responses/{rule}/{name}", "trial_responses/measure")
        {
            Parameters = new Dictionary<string, object>
            {
                ["task"] = model.Task.Spec,
                ["architecture"] = model.Architecture,
                ["rule"] = rule,
                ["repetitions"] = repetitions,
            },
            Inputs = new Dictionary<string, ArtifactRef> { ["state"] = state },
            Outputs = [new("responses", ArtifactType.Tensors)],
        })["responses"];

    /// <inheritdoc/>
    public void Run(IStepContext context)
    {
        var activity = TestTrials.Run(context, context.ReadTensors("state"), "trial_responses");
        context.WriteTensors("responses", UnitResponses.Of(activity).Tensors());
    }
}
