using Spindle.Contracts;
using Spindle.Tasks.Cognitive;
using static TorchSharp.torch;

namespace Spindle.Architectures.Recurrent;

/// <summary>A recurrent network that is trained on trials.</summary>
public abstract record RecurrentSpec : ArchitectureSpec
{
    /// <summary>Units of the network.</summary>
    [Range("1", "100000")] public long Units { get; init; } = 256;

    /// <summary>What it is trained for, which decides its read-out: logistic for squared error, softmax for cross-entropy.</summary>
    public Objective Objective { get; init; } = Objective.SquaredError;

    /// <summary>The weights of a state that have a row for every unit, from which they lead.</summary>
    public virtual IReadOnlyList<string> OutgoingWeights => ["recurrent", "output_weights"];

    /// <summary>α, the part of a unit's state that a step of this length renews: Δt / τ; 1 for cells without a time constant.</summary>
    public abstract double Leak(Duration timeStep);

    /// <summary>A network with the numbers of a state; where the kind can be trained, an <see cref="ITrainableNetwork"/>.</summary>
    /// <param name="layout">The channels of its task.</param>
    /// <param name="state">The tensors of a checkpoint.</param>
    /// <param name="device">Where it computes.</param>
    public abstract IRecurrentNetwork Load(TrialLayout layout, IReadOnlyDictionary<string, TensorData> state, Device device);

    /// <summary>What is wrong where a time constant is shorter than the task's step.</summary>
    internal static IEnumerable<Problem> TimeStepProblem(TaskSignature task, Duration timeConstant, string property)
    {
        if (task.TimeStep.Seconds <= timeConstant.Seconds) yield break;
        var step = $"{task.TimeStep.Seconds * 1000:0.###} ms";
        var message = $"a time constant of {timeConstant.Seconds * 1000:0.###} ms is shorter than the task's step of {step}";
        yield return new(DiagnosticCodes.TimeGrid, property, message, $"at least {step}");
    }
}
