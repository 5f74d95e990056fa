using Spindle.Architectures;
using Spindle.Contracts;
using Spindle.Tasks.RingAttractor;

namespace Spindle.Probes;

/// <summary>
/// Compares a trained network's wiring with the ring attractor's: the recurrent ring among observed units and, where the
/// velocity enters apart from them, the shifter that runs through the input units (Liu 2022).
/// </summary>
/// <remarks>
/// Of the weights W (from row to column), W_rr is the block among observed units, W_ri from observed to input units, W_ir
/// back, W_ii among input units. The way response → input → response, weighted with what velocity does to each input unit,
/// is K = W_ri·diag(w_in)·W_ir; the teacher's counterpart is its shifter kernel.
/// </remarks>
[Kind("connectivity", Version = 1)]
public sealed record Connectivity : ProbeSpec
{
    /// <summary>The model whose wiring is measured.</summary>
    [PlanOnly] public required ModelRef<RingAttractor> Of { get; init; }

    /// <summary>The task whose teacher's wiring it is compared with.</summary>
    [PlanOnly] public required TaskRef<RingAttractor> Truth { get; init; }

    /// <summary>Width σ of the Gaussian that smooths both indices for the smoothed element match, in neurons.</summary>
    [Range("0.1", "100")] public double SmoothingWidth { get; init; } = 2;

    /// <inheritdoc/>
    public override Subject Target => Of;

    /// <inheritdoc/>
    public override IEnumerable<Requirement> Requirements() =>
        [new Requirement.OfTask(typeof(RingAttractor)), new Requirement.OfArchitecture(typeof(InputSeparatedRnn))];

    /// <inheritdoc/>
    public override IEnumerable<Metric> Metrics(PlannedSubject subject) =>
        subject is PlannedModel model && Populations.AreSeparated(model)
            ? [.. ConnectivityMetrics.Ring, .. ConnectivityMetrics.Shifter]
            : ConnectivityMetrics.Ring;

    /// <inheritdoc/>
    public override IReadOnlyDictionary<string, ArtifactRef> Plan(IPlanner planner, PlannedSubject subject)
    {
        var model = (PlannedModel)subject;
        var inputs = new Dictionary<string, ArtifactRef>
        {
            ["state"] = model.Trained,
            ["teacher"] = planner.Task(Truth).Artifacts["teacher"],
        };
        var outputs = new List<OutputDeclaration>
        {
            new("metrics", ArtifactType.Record),
            new("wiring", ArtifactType.Tensors),
            new("profile", ArtifactType.Table) { Gaps = true },
            new("connectivity", ArtifactType.Figure),
            new("ring_profile", ArtifactType.Figure),
        };
        if (Populations.AreSeparated(model))
        {
            inputs["units"] = new RateMaps { Of = Of }.Plan(planner, "rate_maps", model)["units"];
            outputs.AddRange(
            [
                new("input_units", ArtifactType.Table) { Gaps = true },
                new("shifter", ArtifactType.Figure),
                new("shifter_offsets", ArtifactType.Figure),
            ]);
        }
        return planner.Step(new("", "connectivity/measure")
        {
            Parameters = new Dictionary<string, object> { ["probe"] = this },
            Inputs = inputs,
            Outputs = outputs,
        });
    }
}
