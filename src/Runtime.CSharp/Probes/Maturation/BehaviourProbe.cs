using Spindle.Contracts;

namespace Spindle.Probes.Maturation;

/// <summary>A measurement on what a network answers along its training, with noise on its inputs as in training.</summary>
public abstract record BehaviourProbe : MaturationProbe
{
    /// <summary>σ_x: every input at every step has noise of standard deviation σ_x √(2 / α), where α is the network's.</summary>
    [Range("0", "1000")] public double InputNoise { get; init; } = 0.01;

    /// <summary>Bins of the histograms of errors, from 0 to 180 degrees.</summary>
    [Range("1", "1000")] public long Bins { get; init; } = 30;

    /// <summary>Plans a step a checkpoint, which is the same whichever checkpoint it is, and the step that puts them together.</summary>
    private protected IReadOnlyDictionary<string, ArtifactRef> Measure(
        IPlanner planner, PlannedModel model, string rule, string measure, string summarise, IReadOnlyDictionary<string, object> parameters,
        OutputDeclaration answers, IReadOnlyList<OutputDeclaration> outputs)
    {
        var chosen = Chosen(model);
        var inputs = MaturationInputs.Logs(model);
        foreach (var at in chosen)
        {
            var checkpoint = model.Checkpoints[at];
            inputs[MaturationInputs.Answers(at)] = planner.Step(new($"answers/{rule}/{checkpoint.Updates}", measure)
            {
                Parameters = new Dictionary<string, object>(parameters)
                {
                    ["task"] = model.Task.Spec,
                    ["architecture"] = model.Architecture,
                    ["rule"] = rule,
                    ["input_noise"] = InputNoise,
                },
                Inputs = new Dictionary<string, ArtifactRef> { ["state"] = checkpoint.State },
                Outputs = [answers],
            })[answers.Name];
        }
        return planner.Step(new("", summarise)
        {
            Parameters = MaturationInputs.Parameters(this, model, chosen),
            Inputs = inputs,
            Outputs = outputs,
        });
    }
}
