using Spindle.Architectures.Recurrent;
using Spindle.Contracts;

namespace Spindle.Probes.Population;

/// <summary>
/// Principal components of mean activity: the means over each location's trials stacked, (locations · steps) × units, every unit
/// z-scored, and their directions of greatest variance (Liu et al., iScience 2021).
/// </summary>
[Kind("pca", Version = 1)]
public sealed record Pca : PopulationProbe
{
    /// <summary>How many components.</summary>
    [Range("1", "100")] public long Components { get; init; } = 2;

    /// <summary>Whether every unit is brought to mean 0 and standard deviation 1 before, rather than to mean 0 alone.</summary>
    public bool ZScore { get; init; } = true;

    /// <summary>The locations that are looked at, 0 for the first of the ring; empty for all.</summary>
    [Range("0", "9999")] public IReadOnlyList<long> Locations { get; init; } = [];

    /// <inheritdoc/>
    public override IEnumerable<Problem> Validate(PlannedSubject subject)
    {
        foreach (var problem in base.Validate(subject).Concat(LookedAt.Problems(subject, nameof(Locations), Locations))) yield return problem;
        if (subject is PlannedModel { Architecture: RecurrentSpec network } && Components > network.Units)
            yield return new(DiagnosticCodes.OutOfRange, nameof(Components), $"{Components} components of {network.Units} units");
    }

    /// <inheritdoc/>
    protected override IEnumerable<Metric> Metrics(IReadOnlyList<Epoch> epochs, Duration timeStep)
    {
        for (var component = 1; component <= Components; component++)
            yield return new($"explained_variance_{component}", "", $"Share of the total variance along component {component}.");
        yield return new("explained_variance", "", "Share of the total variance along all components together.");
    }

    /// <inheritdoc/>
    public override IReadOnlyDictionary<string, ArtifactRef> Plan(IPlanner planner, PlannedSubject subject) => planner.Step(new("", "pca/measure")
    {
        Parameters = new Dictionary<string, object> { ["probe"] = this },
        Inputs = PlanActivity(planner, subject),
        Outputs =
        [
            .. MeasuredNumbers.Outputs,
            new("components", ArtifactType.Tensors),
            new("courses", ArtifactType.Table),
            new("pca", ArtifactType.Figure),
        ],
    });
}
