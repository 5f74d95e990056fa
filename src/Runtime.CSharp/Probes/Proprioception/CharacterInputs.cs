using Spindle.Contracts;
using Spindle.Tasks.Proprioception;

namespace Spindle.Probes.Proprioception;

/// <summary>
/// What a task on written letters gives a network, to look at: letters, where they stand, how the arm, its joints and its muscles go along one of them, what its spindles tell, how
/// much of the arm's space the movements visit, and how many were refused and why.
/// </summary>
[Kind("character_inputs", Version = 2)]
[VersionNote(2, "2026-11-25", "postures and coverage are shown too")]
public sealed record CharacterInputs : ProbeSpec
{
    /// <summary>The task that is shown.</summary>
    [PlanOnly] public required TaskRef<CharacterRecognition> Of { get; init; }

    /// <summary>The trial of the first shard that is shown sample by sample.</summary>
    [Range("0", "1000000")] public long Trial { get; init; }

    /// <inheritdoc/>
    public override Subject Target => Of;

    /// <inheritdoc/>
    public override IEnumerable<Requirement> Requirements() => [new Requirement.OfTask(typeof(CharacterRecognition))];

    /// <inheritdoc/>
    public override IEnumerable<Problem> Validate(PlannedSubject subject)
    {
        if (subject is PlannedTask { Spec: CharacterRecognition task } && Trial >= Math.Min(task.Movements.Shard, task.Movements.Training))
            yield return new(DiagnosticCodes.OutOfRange, nameof(Trial), $"trial {Trial}, but the first shard has {Math.Min(task.Movements.Shard, task.Movements.Training)}");
    }

    /// <inheritdoc/>
    public override IEnumerable<Metric> Metrics(PlannedSubject subject) =>
    [
        new("movements", "", "Movements of all splits."),
        new("kept_fraction", "", "The part of the drawn movements that was kept."),
        new("out_of_reach_fraction", "", "The part that the arm does not reach along."),
        new("jerky_fraction", "", "The part with too much jerk of joints or muscles."),
        new("mean_samples", "", "Samples of a movement, on average over the first shard."),
        new("horizontal_start_points", "", "Start points of horizontal planes."),
        new("vertical_start_points", "", "Start points of vertical planes."),
        new("muscle_velocity_sd", "mm/s", "Standard deviation of the muscles' velocities over all movements of the first shard."),
        new("hand_volume", "dm^3", "Volume of the cubes of 2 cm that the hand visits in the movements of the first shard."),
        new("joint_range_covered", "", "The part of a joint's range that the movements of the first shard visit, in bins of 5 degrees, on average over the joints."),
    ];

    /// <inheritdoc/>
    public override IReadOnlyDictionary<string, ArtifactRef> Plan(IPlanner planner, PlannedSubject subject)
    {
        var task = (PlannedTask)subject;
        var spec = (CharacterRecognition)task.Spec;
        return planner.Step(new("", "character_inputs/show")
        {
            Parameters = new Dictionary<string, object> { ["probe"] = this, ["task"] = spec },
            Inputs = new Dictionary<string, ArtifactRef>
            {
                ["letters"] = task.Artifacts["letters"],
                ["start_points"] = task.Artifacts["start_points"],
                ["counts"] = task.Artifacts["counts"],
                ["movements"] = task.Artifacts[MovementPlan.FirstShard(spec.Movements)],
            },
            Outputs =
            [
                new("metrics", ArtifactType.Record),
                new("muscles", ArtifactType.Table),
                new("coverage", ArtifactType.Table) { Gaps = true },
                new("alphabet", ArtifactType.Figure),
                new("movement", ArtifactType.Figure),
                new("postures", ArtifactType.Figure),
                new("reach", ArtifactType.Figure),
                new("visited", ArtifactType.Figure),
            ],
        });
    }
}
