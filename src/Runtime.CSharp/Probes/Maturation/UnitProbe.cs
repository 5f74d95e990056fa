using Spindle.Contracts;
using Spindle.Probes.Trials;
using Spindle.Tasks.Cognitive;

namespace Spindle.Probes.Maturation;

/// <summary>A measurement on the single units of a network along its training.</summary>
public abstract record UnitProbe : MaturationProbe
{
    /// <summary>Which units enter, and how their rates are scaled.</summary>
    public UnitSelection Units { get; init; } = new();

    /// <summary>Test trials for every place of the cue.</summary>
    [Range("2", "10000")] public long Repetitions { get; init; } = 16;

    /// <inheritdoc/>
    public override IEnumerable<Problem> Validate(PlannedSubject subject)
    {
        var problems = base.Validate(subject).ToList();
        if (problems.Count > 0) return problems;
        var task = (TrialTaskSpec)((PlannedModel)subject).Task.Spec;
        return LookedEpochs().SelectMany(looked => EpochProblems(task, looked.Property, looked.Rule, looked.Epoch))
            .Concat(LookedEpochs().DistinctBy(looked => looked.Rule).SelectMany(looked => PlaceProblems(task, looked.Property, looked.Rule)));
    }

    /// <summary>The epochs that are looked at, each of a rule and with the name of the parameter that names it.</summary>
    protected abstract IEnumerable<(string Property, string Rule, string Epoch)> LookedEpochs();

    /// <summary>The rules of the epochs.</summary>
    protected override IEnumerable<(string Property, string Rule)> Looked(PlannedModel model) =>
        LookedEpochs().Select(looked => (looked.Property, looked.Rule)).DistinctBy(looked => looked.Rule);

    /// <summary>Plans the responses at the checkpoints and the step that measures them.</summary>
    private protected IReadOnlyDictionary<string, ArtifactRef> Measure(
        IPlanner planner, PlannedModel model, string operation, IReadOnlyList<OutputDeclaration> outputs)
    {
        var chosen = Chosen(model);
        var inputs = MaturationInputs.Logs(model);
        foreach (var (_, rule) in Looked(model))
        {
            foreach (var at in chosen)
            {
                var checkpoint = model.Checkpoints[at];
                inputs[MaturationInputs.Responses(rule, at)] =
                    MeasureResponses.Plan(planner, model, rule, Repetitions, checkpoint.State, $"{checkpoint.Updates}");
            }
        }
        return planner.Step(new("", operation)
        {
            Parameters = MaturationInputs.Parameters(this, model, chosen),
            Inputs = inputs,
            Outputs = outputs,
        });
    }

    /// <summary>What is wrong with a list of epochs by itself.</summary>
    private protected static IEnumerable<Problem> ListProblems(string property, IReadOnlyList<string> epochs)
    {
        if (epochs.Count == 0) yield return new(DiagnosticCodes.EmptyList, property, "no epoch is named");
        foreach (var twice in epochs.GroupBy(epoch => epoch).Where(group => group.Count() > 1))
            yield return new(DiagnosticCodes.DuplicateName, property, $"'{twice.Key}' is named twice");
    }

    private static IEnumerable<Problem> PlaceProblems(TrialTaskSpec task, string property, string rule)
    {
        var trials = task.Draw(rule, new TrialMode.Test(1), Objective.SquaredError, 0, RandomStream.Derive(0, null, "unit_probe.places"));
        var (places, shown) = (task.Layout().RingUnits, trials.Cue.Distinct().Count());
        if (shown < places)
        {
            yield return new(
                DiagnosticCodes.UnmetRequirement, property, $"test trials of '{rule}' show the cue at {shown} of the {places} places of the ring", "units are compared over all places");
        }
    }

    private IEnumerable<Problem> EpochProblems(TrialTaskSpec task, string property, string rule, string epoch)
    {
        var known = task.EpochsOf(rule).Select(one => one.Name).ToList();
        foreach (var (place, name) in new[] { (property, epoch), (nameof(Units), Units.Baseline), (nameof(Units), Units.Stimulus) })
        {
            if (!known.Contains(name))
            {
                yield return new(
                    DiagnosticCodes.UnmetRequirement, place, $"trials of '{rule}' have no epoch '{name}'", $"they have {string.Join(", ", known)}");
            }
        }
    }
}
