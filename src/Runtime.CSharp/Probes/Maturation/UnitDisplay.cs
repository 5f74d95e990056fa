using Spindle.Architectures.Recurrent;
using Spindle.Contracts;
using Spindle.Probes.Trials;

namespace Spindle.Probes.Maturation;

/// <summary>
/// One unit at the checkpoint that stands for each stage: its mean rate over a trial for every place of the cue, around a polar plot of its rates in an epoch;
/// its tuning alone; and every single trial (Liu et al., iScience 2021).
/// </summary>
/// <remarks>The places stand clockwise from the top. Rates are as they are, not scaled.</remarks>
[Kind("unit_display", Version = 1)]
public sealed record UnitDisplay : UnitProbe
{
    /// <summary>The rule whose trials are run, and whose performance gives the stages.</summary>
    public required string Rule { get; init; }

    /// <summary>The epoch whose mean rates the polar plot shows.</summary>
    public string Epoch { get; init; } = "stim1";

    /// <summary>
    /// The unit; where it is left out, that whose tuning reaches furthest, greatest less least, among the selective ones of
    /// <c>class</c> at the latest of the stages.
    /// </summary>
    [Range("0", "1e6")] public long? Unit { get; init; }

    /// <summary>The class among which a unit is chosen.</summary>
    public UnitClass Class { get; init; } = UnitClass.Excited;

    /// <inheritdoc/>
    public override IEnumerable<Problem> Validate(PlannedSubject subject)
    {
        foreach (var problem in base.Validate(subject)) yield return problem;
        if (subject is PlannedModel { Architecture: RecurrentSpec network } && Unit >= network.Units)
            yield return new(DiagnosticCodes.OutOfRange, nameof(Unit), $"'{subject.Name}' has no unit {Unit}", $"they go from 0 to {network.Units - 1}");
    }

    /// <inheritdoc/>
    public override IEnumerable<Metric> Metrics(PlannedSubject subject)
    {
        yield return new("unit", "", "The unit that is shown.");
        foreach (var stage in MaturationStages.All)
        {
            yield return new($"preferred_{stage.Name()}", "deg", $"The direction of the cue with the highest rate in the epoch at the {stage.Name()} checkpoint.");
            yield return new($"rate_{stage.Name()}", "", $"That rate at the {stage.Name()} checkpoint.");
        }
    }

    /// <inheritdoc/>
    public override IReadOnlyDictionary<string, ArtifactRef> Plan(IPlanner planner, PlannedSubject subject)
    {
        var model = (PlannedModel)subject;
        var chosen = Chosen(model);
        var inputs = new Dictionary<string, ArtifactRef>();
        foreach (var stage in MaturationStages.All)
        {
            var representative = SelectCheckpoint.Plan(planner, model, Rule, stage, Stages, chosen);
            inputs[$"state_{stage.Name()}"] = representative["state"];
            inputs[$"chosen_{stage.Name()}"] = representative["chosen"];
        }
        return planner.Step(new("", "unit_display/measure")
        {
            Parameters = new Dictionary<string, object>
            {
                ["probe"] = this,
                ["task"] = model.Task.Spec,
                ["architecture"] = model.Architecture,
                ["rule"] = Rule,
                ["repetitions"] = Repetitions,
            },
            Inputs = inputs,
            Outputs =
            [
                .. MeasuredNumbers.Outputs,
                new("traces", ArtifactType.Tensors),
                new("tuning", ArtifactType.Table),
                new("unit_panels", ArtifactType.Figure),
                new("unit_polar", ArtifactType.Figure),
                new("unit_trials", ArtifactType.Figure),
            ],
        });
    }

    /// <inheritdoc/>
    protected override IEnumerable<(string Property, string Rule, string Epoch)> LookedEpochs() => [(nameof(Epoch), Rule, Epoch)];
}
