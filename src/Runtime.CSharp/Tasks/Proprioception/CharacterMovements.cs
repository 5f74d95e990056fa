using Spindle.Contracts;
using Spindle.Tasks.Proprioception.Movements;

namespace Spindle.Tasks.Proprioception;

/// <summary>
/// Handwritten letters as movements of an arm with muscles: what several tasks recognise, decode or predict from (Sandbrink et al. 2023;
/// Marin Vargas et al. 2024).
/// </summary>
/// <remarks>
/// Its artifacts: <c>letters</c>, <c>start_points</c>, the shards <c>training/0-999</c> … of each split (tensors, see <see cref="MovementShard"/>), their
/// counts <c>training/0-999/counts</c> …, and <c>counts</c>, a table of what was drawn and what was refused, a row a split.
/// </remarks>
[Kind("character_movements", Version = 1)]
public sealed record CharacterMovements : TaskSpec
{
    /// <summary>Whose arm it is, and with it which study's rules hold.</summary>
    public Limb Limb { get; init; } = Limb.Human;

    /// <summary>The OpenSim model of the arm; without it the muscles are the 25 of Spindle's own arm.</summary>
    public DataFile? Model { get; init; }

    /// <summary>Pen velocities in the MAT layout of the UCI character trajectories; without it Spindle writes letters of its own.</summary>
    public DataFile? Letters { get; init; }

    /// <summary>Specimens of letters that Spindle writes, the twenty letters in turn.</summary>
    [Range("20", "1000000")] public long Specimens { get; init; } = 2860;

    /// <summary>The planes that letters are written in.</summary>
    public Planes Planes { get; init; } = Planes.Both;

    /// <summary>Length of the upper arm of the two-link arm that follows the pen, cm; by default that of the study.</summary>
    [Range("1", "100")] public double? UpperArm { get; init; }

    /// <summary>Length from its elbow to its hand, cm; by default that of the study.</summary>
    [Range("1", "100")] public double? Forearm { get; init; }

    /// <summary>Side of the box that letters of size 1 fill, cm; by default 10 for the human and 5 for the macaque arm.</summary>
    [Range("0.1", "100")] public double? Box { get; init; }

    /// <summary>The sizes that are drawn from; a larger letter takes longer.</summary>
    [Range("0.05", "20")] public IReadOnlyList<double> Sizes { get; init; } = [0.7, 1, 1.3];

    /// <summary>The rotations that are drawn from.</summary>
    [Range("-360 deg", "360 deg")] public IReadOnlyList<Angle> Rotations { get; init; } = [new(-30m), new(-15m), new(0m), new(15m), new(30m)];

    /// <summary>The shears that are drawn from, along x and along y apart.</summary>
    [Range("-80 deg", "80 deg")] public IReadOnlyList<Angle> Shears { get; init; } = [new(-30m), new(-15m), new(0m), new(15m), new(30m)];

    /// <summary>The speeds that are drawn from.</summary>
    [Range("0.05", "20")] public IReadOnlyList<double> Speeds { get; init; } = [0.8, 1, 1.2, 1.4];

    /// <summary>The greatest jerk of the joint angles that is kept, degrees a sample³; by default the study's.</summary>
    [Range("0", "1000000")] public double? JointJerk { get; init; }

    /// <summary>The greatest jerk of the muscles' lengths that is kept, mm a sample³; by default the study's.</summary>
    [Range("0", "1000000")] public double? MuscleJerk { get; init; }

    /// <summary>Movements that are made for each one kept: of every letter and plane of a shard those of the least jerk of the muscles.</summary>
    [Range("1", "100")] public long Candidates { get; init; } = 1;

    /// <summary>The longest movement that is kept, samples.</summary>
    [Range("2", "100000")] public long Longest { get; init; } = 300;

    /// <summary>How often a movement is drawn anew before its shard gives up.</summary>
    [Range("1", "1000000")] public long Attempts { get; init; } = 1000;

    /// <summary>Movements to train on.</summary>
    [PlanOnly, Range("1", "100000000")] public long Training { get; init; } = 10000;

    /// <summary>Movements to choose among trainings by.</summary>
    [PlanOnly, Range("0", "100000000")] public long Validation { get; init; } = 1000;

    /// <summary>Movements to test on.</summary>
    [PlanOnly, Range("0", "100000000")] public long Test { get; init; } = 2000;

    /// <summary>Movements of a shard, each of which is a step; more movements leave full shards as they are.</summary>
    [PlanOnly, Range("1", "1000000")] public long Shard { get; init; } = 1000;

    /// <summary>Whether the hand and the elbow are read off the model; otherwise they are those of the two-link arm.</summary>
    internal bool HandOfModel => Limb == Limb.Macaque && Model is not null;

    /// <summary>The rules of its limb.</summary>
    public LimbRules Rules() => LimbRules.Of(Limb, UpperArm, Forearm);

    /// <summary>The muscles, in the order of their columns.</summary>
    public IReadOnlyList<string> Muscles() => Limb == Limb.Human || Model is null ? ArmMuscles.Human : ArmMuscles.Macaque;

    /// <inheritdoc/>
    public override IEnumerable<Problem> Validate()
    {
        foreach (var (name, count) in new[]
        {
            (nameof(Sizes), Sizes.Count), (nameof(Rotations), Rotations.Count), (nameof(Shears), Shears.Count), (nameof(Speeds), Speeds.Count),
        })
        {
            if (count == 0) yield return new(DiagnosticCodes.EmptyList, name, "nothing to draw from");
        }
        var largest = Math.Min(Shard, Math.Max(Training, Math.Max(Validation, Test)));
        var most = TensorData.MostBytes / MovementShard.MostBytes(1, Longest, Muscles().Count);
        if (largest > most)
        {
            var message = $"a shard of {largest} movements of up to {Longest} samples may not fit into one file of tensors, which holds at most 2 GiB";
            yield return new(DiagnosticCodes.OutOfRange, nameof(Shard), message, $"at most {most} movements a shard, or let 'longest' be less");
        }
    }

    /// <inheritdoc/>
    public override TaskSignature Signature() => MovementSignature.Of(this, Longest, Duration.Milliseconds(Rules().TimeStep), inputs: [], targets: []);

    /// <inheritdoc/>
    public override IReadOnlyDictionary<string, ArtifactRef> Plan(IPlanner planner) => MovementPlan.Of(this, planner);
}
