using Spindle.Contracts;

namespace Spindle.Probes.Muscles;

/// <summary>A measurement on a musculoskeletal model in poses that a file lists; it needs no task, model or recording.</summary>
public abstract record PosesProbe : ProbeSpec
{
    /// <summary>The musculoskeletal model, an OpenSim file (.osim); by default Spindle's own arm.</summary>
    public DataFile? Model { get; init; }

    /// <summary>
    /// The poses: comma separated with a column q.coordinate, in radians or metres, for each coordinate that is set, or an OpenSim motion (.mot, .sto). Coordinates without
    /// a column keep their defaults.
    /// </summary>
    public required DataFile Poses { get; init; }

    /// <inheritdoc/>
    public sealed override Subject Target => Subject.None;

    /// <summary>Its tables.</summary>
    protected abstract IReadOnlyList<OutputDeclaration> Tables { get; }

    /// <summary>The operation that measures.</summary>
    protected abstract string Operation { get; }

    /// <inheritdoc/>
    public override IEnumerable<Metric> Metrics(PlannedSubject subject) =>
        [new("poses", "", "Poses of the file."), new("muscles", "", "Muscles of the model.")];

    /// <inheritdoc/>
    public override IReadOnlyDictionary<string, ArtifactRef> Plan(IPlanner planner, PlannedSubject subject) => planner.Step(new("", Operation)
    {
        Parameters = new Dictionary<string, object> { ["probe"] = this },
        Outputs = [new("metrics", ArtifactType.Record), .. Tables],
    });
}
