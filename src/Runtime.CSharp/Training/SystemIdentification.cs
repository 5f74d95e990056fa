using Spindle.Architectures;
using Spindle.Contracts;
using Spindle.Tasks.RingAttractor;

namespace Spindle.Training;

/// <summary>
/// Fit a network to recorded activity: start a short window in the recorded state, run the network through it, and lessen
/// the squared difference of its rates from the recorded ones with Adam (Liu 2022; Kingma and Ba 2015).
/// </summary>
/// <remarks>
/// Each update draws one start t₀ for all trials. The observed units begin with the rates at t₀, the others with 0; the steps
/// t₀ + 1 … t₀ + window − 1 are fed with the velocity and compared. A state holds, beside the network's, <c>adam.step</c> and
/// for every parameter <c>adam.m.*</c> and <c>adam.v.*</c>.
/// </remarks>
[Kind("system_identification", Version = 1)]
public sealed record SystemIdentification : TrainingSpec
{
    /// <summary>How many updates in all.</summary>
    [PlanOnly, Range("1", "1000000000")] public long Updates { get; init; } = 10_000;

    /// <summary>Updates between two checkpoints; each stretch between them is a step that is stored.</summary>
    [PlanOnly, Range("1", "1000000000")] public long CheckpointEvery { get; init; } = 1000;

    /// <summary>Steps of a window, the one that it starts from included.</summary>
    [Range("2", "1000000")] public long Window { get; init; } = 50;

    /// <summary>Adam's step size.</summary>
    [Range("0", "1000")] public double LearningRate { get; init; } = 1e-4;

    /// <summary>Adam's decay of the mean gradient.</summary>
    [Range("0", "0.9999999")] public double Beta1 { get; init; } = 0.9;

    /// <summary>Adam's decay of the mean squared gradient.</summary>
    [Range("0", "0.9999999")] public double Beta2 { get; init; } = 0.999;

    /// <summary>What Adam adds to the root of the mean squared gradient.</summary>
    [Range("0", "1")] public double Epsilon { get; init; } = 1e-8;

    /// <summary>κ of the penalty on the rates of all units: its value is κ times the fit, only its direction differs.</summary>
    [Range("0", "1000000")] public double RatePenalty { get; init; }

    /// <summary>κ of the penalty on the recurrent weights: its value is κ times the fit, only its direction differs.</summary>
    [Range("0", "1000000")] public double WeightPenalty { get; init; }

    /// <summary>How both penalties measure size.</summary>
    public PenaltyNorm PenaltyNorm { get; init; } = PenaltyNorm.L2;

    /// <inheritdoc/>
    public override IEnumerable<Problem> Validate(TaskSpec task, ArchitectureSpec architecture)
    {
        if (task is not RingAttractor)
            yield return Unmet("system identification needs a task of kind ring_attractor");
        if (architecture is not InputSeparatedRnn)
            yield return Unmet("system identification needs an architecture of kind input_separated_rnn");
        var steps = task.Signature().Steps;
        if (Window >= steps)
        {
            var message = $"a window of {Window} steps does not fit trials of {steps} steps";
            yield return new(DiagnosticCodes.TimeGrid, nameof(Window), message, $"at most {steps - 1}");
        }
    }

    /// <inheritdoc/>
    public override IReadOnlyList<Checkpoint> Plan(IPlanner planner, PlannedTask task, ArchitectureSpec architecture, ArtifactRef initial)
    {
        var checkpoints = new List<Checkpoint> { new(0, initial, null) };
        for (var from = 0L; from < Updates; from += CheckpointEvery)
        {
            var to = Math.Min(from + CheckpointEvery, Updates);
            var segment = planner.Step(new($"train/{from}-{to}", "system_identification/segment")
            {
                Parameters = new Dictionary<string, object>
                {
                    ["architecture"] = architecture,
                    ["training"] = this,
                    ["from"] = from,
                    ["to"] = to,
                },
                Inputs = new Dictionary<string, ArtifactRef> { ["data"] = task.Artifacts["training"], ["state"] = checkpoints[^1].State },
                Outputs = [new("state", ArtifactType.Tensors), new("log", ArtifactType.Table)],
            });
            checkpoints.Add(new(to, segment["state"], segment["log"]));
        }
        return checkpoints;
    }

    private static Problem Unmet(string message) => new(DiagnosticCodes.UnmetRequirement, "", message);
}
