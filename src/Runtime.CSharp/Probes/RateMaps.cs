using Spindle.Architectures;
using Spindle.Contracts;
using Spindle.Statistics;
using Spindle.Tasks.RingAttractor;

namespace Spindle.Probes;

/// <summary>
/// Tuning of every unit to heading and turning velocity: mean rates over both, while the trained network runs freely on
/// fresh trials. Of a task, the maps of its simulated neurons.
/// </summary>
[Kind("rate_maps", Version = 1)]
public sealed record RateMaps : ProbeSpec
{
    /// <summary>The model whose units are measured, or the task whose simulated neurons are.</summary>
    [PlanOnly] public required Subject Of { get; init; }

    /// <summary>Greatest turning speed on the maps, in both directions; faster moments are left out.</summary>
    [Range("3.2 rad/s", "20 rad/s")] public AngularVelocity VelocityRange { get; init; } = new(5m);

    /// <summary>Velocity bins a rad/s.</summary>
    [Range("1", "20")] public double VelocityBinsPerUnit { get; init; } = 4;

    /// <summary>Heading bins a radian.</summary>
    [Range("1", "50")] public double HeadingBinsPerRadian { get; init; } = 10;

    /// <inheritdoc/>
    public override Subject Target => Of;

    /// <summary>The bins of the maps.</summary>
    public RateMapGrid Grid() => RateMapGrid.Of((double)VelocityRange.RadiansPerSecond, VelocityBinsPerUnit, HeadingBinsPerRadian);

    /// <inheritdoc/>
    public override IEnumerable<Requirement> Requirements() => [new Requirement.OfTask(typeof(RingAttractor))];

    /// <inheritdoc/>
    public override IEnumerable<Problem> Validate(PlannedSubject subject)
    {
        if (subject is PlannedModel { Architecture: not InputSeparatedRnn })
        {
            yield return new(
                DiagnosticCodes.UnmetRequirement, nameof(Of), $"rate_maps runs networks of kind input_separated_rnn, '{subject.Name}' is none");
        }
    }

    /// <inheritdoc/>
    public override IEnumerable<Metric> Metrics(PlannedSubject subject)
    {
        yield return new("velocity_modulation_teacher_median", "", "Median over neurons of the teacher's absolute velocity modulation.");
        if (subject is not PlannedModel model) yield break;
        yield return new("map_match_median", "", "Median over observed units of the correlation of a unit's map with its neuron's.");
        yield return new("map_match_minimum", "", "The least correlation of an observed unit's map with its neuron's.");
        yield return new("velocity_modulation_observed_median", "", "Median over observed units of the absolute velocity modulation.");
        yield return new("velocity_modulation_observed_maximum", "", "The greatest absolute velocity modulation of an observed unit.");
        yield return new("silent_observed_units", "", "Observed units that never fire; their map match and modulation are 0.");
        if (!Populations.AreSeparated(model)) yield break;
        yield return new("velocity_modulation_input_median", "", "Median over input units of the absolute velocity modulation.");
        yield return new("velocity_modulated_input_fraction", "", "Share of input units whose absolute velocity modulation is above 0.2.");
        yield return new("modulation_weight_correlation", "", "Correlation over input units of signed velocity modulation and w_in.");
    }

    /// <inheritdoc/>
    public override IReadOnlyDictionary<string, ArtifactRef> Plan(IPlanner planner, PlannedSubject subject) => subject switch
    {
        PlannedModel model => Plan(planner, "", model),
        PlannedTask task => planner.Step(new("", "rate_maps/teacher")
        {
            Parameters = new Dictionary<string, object> { ["probe"] = this },
            Inputs = new Dictionary<string, ArtifactRef> { ["test"] = task.Artifacts["test"] },
            Outputs = Outputs,
        }),
        _ => throw new ArgumentException($"rate_maps cannot measure '{subject.Name}'", nameof(subject)),
    };

    /// <summary>Plans the measurement of a model under a name of its own, for probes that build on it.</summary>
    internal IReadOnlyDictionary<string, ArtifactRef> Plan(IPlanner planner, string name, PlannedModel model) =>
        planner.Step(new(name, "rate_maps/measure")
        {
            Parameters = new Dictionary<string, object> { ["probe"] = this, ["architecture"] = model.Architecture },
            Inputs = new Dictionary<string, ArtifactRef> { ["test"] = model.Task.Artifacts["test"], ["state"] = model.Trained },
            Outputs = Outputs,
        });

    private static IReadOnlyList<OutputDeclaration> Outputs =>
    [
        new("metrics", ArtifactType.Record),
        new("maps", ArtifactType.Tensors) { Gaps = true },
        new("units", ArtifactType.Table) { Gaps = true },
        new("rate_maps", ArtifactType.Figure),
    ];
}
