using Spindle.Contracts;

namespace Spindle.Probes.Maturation;

/// <summary>
/// Which checkpoints of a training are early, mid and mature in each rule, and which of them stands for its stage: the one whose performance is nearest
/// to the stage's target (Liu et al., iScience 2021).
/// </summary>
[Kind("maturation_stages", Version = 1)]
public sealed record StagesOfTraining : MaturationProbe
{
    /// <summary>The rules; empty for all that are trained.</summary>
    public IReadOnlyList<string> Rules { get; init; } = [];

    /// <inheritdoc/>
    public override IEnumerable<Metric> Metrics(PlannedSubject subject)
    {
        foreach (var rule in RulesOf((PlannedModel)subject))
        {
            foreach (var stage in MaturationStages.All)
            {
                yield return new($"checkpoints_{rule}_{stage.Name()}", "", $"Checkpoints that are {stage.Name()} in {rule}.");
                yield return new($"trials_{rule}_{stage.Name()}", "", $"Trials trained at the checkpoint that stands for {stage.Name()} in {rule}.");
                yield return new($"performance_{rule}_{stage.Name()}", "", $"Performance of the checkpoint that stands for {stage.Name()} in {rule}.");
            }
        }
    }

    /// <inheritdoc/>
    public override IReadOnlyDictionary<string, ArtifactRef> Plan(IPlanner planner, PlannedSubject subject)
    {
        var model = (PlannedModel)subject;
        return planner.Step(new("", "maturation_stages/measure")
        {
            Parameters = MaturationInputs.Parameters(this with { Rules = RulesOf(model) }, model, Chosen(model)),
            Inputs = MaturationInputs.Logs(model),
            Outputs = [.. MeasuredNumbers.Outputs, new("checkpoints", ArtifactType.Table), new("stages", ArtifactType.Figure)],
        });
    }

    /// <inheritdoc/>
    protected override IEnumerable<(string Property, string Rule)> Looked(PlannedModel model) => RulesOf(model).Select(rule => (nameof(Rules), rule));

    private IReadOnlyList<string> RulesOf(PlannedModel model) => Rules.Count > 0 ? Rules : Trained(model);
}
