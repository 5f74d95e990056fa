using Spindle.Contracts;
using Spindle.Statistics.Demixing;

namespace Spindle.Probes.Population;

/// <summary>
/// Demixed principal components of mean activity: what depends on time alone, on the location of the cue alone, and on both, each
/// with encoders and decoders of its own (Kobak et al., eLife 2016). λ of the ridge is chosen by cross-validation over single
/// trials: the components of the means of all trials but one predict each unit in the one from the other units.
/// </summary>
/// <remarks>
/// The search draws, for every unit and location by itself, the trial that is held out; whole courses stay together. Where a
/// location has but one trial, λ has to be given.
/// </remarks>
[Kind("dpca", Version = 1)]
public sealed record Dpca : PopulationProbe
{
    /// <summary>Components of each marginal.</summary>
    [Range("1", "100")] public long Components { get; init; } = 10;

    /// <summary>λ: the ridge is λ times the total variance of the means. Chosen by cross-validation where it is left out.</summary>
    [Range("0", "1000")] public double? Lambda { get; init; }

    /// <summary>Random splits of the cross-validation.</summary>
    [Range("1", "1000")] public long Splits { get; init; } = 3;

    /// <summary>
    /// Whether encoders are fitted to the activity padded with the ridge, as the authors' Python package does and the study did;
    /// else to the activity alone, as their paper says.
    /// </summary>
    public bool Padded { get; init; } = true;

    /// <summary>The locations that are looked at, 0 for the first of the ring; empty for all.</summary>
    [Range("0", "9999")] public IReadOnlyList<long> Locations { get; init; } = [];

    /// <summary>Steps of the mean that smooths the courses, forward from each step; 1 for none. It leaves the metrics alone.</summary>
    [Range("1", "1000")] public long Smoothing { get; init; } = 1;

    /// <inheritdoc/>
    public override IEnumerable<Problem> Validate(PlannedSubject subject) => base.Validate(subject).Concat(LookedAt.Problems(subject, nameof(Locations), Locations));

    /// <inheritdoc/>
    protected override IEnumerable<Metric> Metrics(IReadOnlyList<Epoch> epochs, Duration timeStep)
    {
        yield return new("lambda", "", "λ of the ridge.");
        foreach (var name in DemixedPca.Names)
        {
            var words = name.Replace("_time", " with time", StringComparison.Ordinal);
            yield return new($"variance_{name}", "", $"Share of the marginal of {words} in the total variance.");
            yield return new($"component_{name}", "", $"Variance of the first component of {words}, as a share of the total.");
            yield return new($"reconstruction_{name}", "", $"What of all activity the first component of {words} reconstructs.");
        }
        yield return new("reconstruction", "", "What of all activity all components together reconstruct.");
    }

    /// <inheritdoc/>
    public override IReadOnlyDictionary<string, ArtifactRef> Plan(IPlanner planner, PlannedSubject subject) => planner.Step(new("", "dpca/measure")
    {
        Parameters = new Dictionary<string, object> { ["probe"] = this },
        Inputs = PlanActivity(planner, subject),
        Outputs =
        [
            .. MeasuredNumbers.Outputs,
            new("axes", ArtifactType.Tensors),
            new("components", ArtifactType.Table),
            new("courses", ArtifactType.Table),
            new("search", ArtifactType.Table),
            new("dpca", ArtifactType.Figure),
        ],
    });
}
