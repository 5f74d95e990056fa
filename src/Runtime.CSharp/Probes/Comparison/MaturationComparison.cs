using Spindle.Contracts;
using Spindle.Probes.Maturation;

namespace Spindle.Probes.Comparison;

/// <summary>
/// What changes in animals as they mature, beside what changes in a network as it learns: means before and after maturation with
/// tests and effect sizes, and the model's means of the early, mid and mature stages.
/// </summary>
/// <remarks>
/// Of each measure: Welch's t-test and the rank test of Mann and Whitney between the rows before and after maturation, Cohen's d of
/// the change, and the change relative to the mean before; of the model its change from early to mature, relative to early.
/// </remarks>
[Kind("maturation_comparison", Version = 1)]
public sealed record MaturationComparison : ProbeSpec
{
    /// <summary>The model that is compared, or a recording to look at animals alone.</summary>
    [PlanOnly] public required Subject Of { get; init; }

    /// <summary>What is compared.</summary>
    public required IReadOnlyList<ComparedMeasure> Measures { get; init; }

    /// <summary>The age from which a row counts as mature.</summary>
    public double Boundary { get; init; }

    /// <inheritdoc/>
    public override Subject Target => Of;

    /// <inheritdoc/>
    public override IEnumerable<Problem> Validate()
    {
        if (Measures.Count == 0) yield return new(DiagnosticCodes.OutOfRange, nameof(Measures), "there is nothing to compare", "name at least one measure");
        foreach (var twice in Measures.GroupBy(measure => measure.Name).Where(group => group.Count() > 1))
            yield return new(DiagnosticCodes.OutOfRange, nameof(Measures), $"two measures are called '{twice.Key}'", "give each a name of its own");
    }

    /// <inheritdoc/>
    public override IEnumerable<Problem> Validate(IPlanner planner, PlannedSubject subject) => Measures.Index()
        .Where(measure => !planner.Recording(measure.Item.Recording).Artifacts.ContainsKey("table"))
        .Select(measure => new Problem(
            DiagnosticCodes.UnmetRequirement,
            $"{nameof(Measures)}[{measure.Index}].{nameof(ComparedMeasure.Recording)}",
            $"'{measure.Item.Recording.Name}' has no table",
            "name a recording of kind csv"));

    /// <inheritdoc/>
    public override IEnumerable<Metric> Metrics(PlannedSubject subject)
    {
        foreach (var measure in Measures)
        {
            var (name, words) = (measure.Name, measure.Name.Replace('_', ' '));
            yield return new($"{name}_before", measure.Unit, $"Mean {words} of the animals before maturation.");
            yield return new($"{name}_after", measure.Unit, $"Mean {words} of the animals after maturation.");
            yield return new($"{name}_rows_before", "", $"Rows with a {words} before maturation.");
            yield return new($"{name}_rows_after", "", $"Rows with a {words} after maturation.");
            yield return new($"{name}_t", "", $"Welch's t of the change of {words}, positive for a rise.");
            yield return new($"{name}_p", "", "Its p.");
            yield return new($"{name}_rank_p", "", $"p of the rank test of {words} before and after.");
            yield return new($"{name}_effect", "", $"Cohen's d of the change of {words}.");
            yield return new($"{name}_change", "", $"The change of the mean {words}, relative to before.");
            if (!measure.HasModel) continue;
            foreach (var stage in MaturationStages.All)
                yield return new($"{name}_model_{stage.Name()}", "", $"The model's {words} at the {stage.Name()} stage.");
            yield return new($"{name}_model_change", "", $"The model's change of {words} from early to mature, relative to early.");
            yield return new($"{name}_same_direction", "", $"1 where {words} changes the same way in animals and model, else 0.");
        }
    }

    /// <inheritdoc/>
    public override IReadOnlyDictionary<string, ArtifactRef> Plan(IPlanner planner, PlannedSubject subject)
    {
        var inputs = new Dictionary<string, ArtifactRef>();
        foreach (var measure in Measures)
        {
            inputs[RecordingInput(measure)] = planner.Recording(measure.Recording).Artifacts["table"];
            if (measure.Model is { } model) inputs[ModelInput(measure)] = planner.Probe(model)["metrics"];
        }
        return planner.Step(new("", "maturation_comparison/measure")
        {
            Parameters = new Dictionary<string, object> { ["probe"] = this },
            Inputs = inputs,
            Outputs = [.. MeasuredNumbers.Outputs, new("measures", ArtifactType.Table) { Gaps = true }, new("comparison", ArtifactType.Figure)],
        });
    }

    /// <summary>The name of the input that holds a measure's recording.</summary>
    internal static string RecordingInput(ComparedMeasure measure) => $"{measure.Name}_recording";

    /// <summary>The name of the input that holds the metrics of a measure's counterpart.</summary>
    internal static string ModelInput(ComparedMeasure measure) => $"{measure.Name}_model";
}
