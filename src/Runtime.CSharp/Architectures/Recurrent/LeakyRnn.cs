using Spindle.Contracts;
using Spindle.Tasks.Cognitive;
using static TorchSharp.torch;

namespace Spindle.Architectures.Recurrent;

/// <summary>
/// Leaky rate units with recurrent noise (Yang et al., Nat. Neurosci. 2019; Liu et al., iScience 2021):
/// h ← (1 − α) h + α f(x·W_in + h·W + b + ξ), α = Δt / τ, ξ normal with standard deviation σ_rec √(2 / α), and the read-out
/// ŷ = σ(h·W_out + b_out).
/// </summary>
/// <remarks>
/// Its state: <c>recurrent</c> (units × units, element [i, j] from unit i to unit j), <c>bias</c>, <c>input_weights</c>
/// (inputs × units), <c>output_weights</c> (units × outputs) and <c>output_bias</c>. Untrained: input weights normal with
/// standard deviation 1 / √inputs, output weights Glorot-uniform, biases 0.
/// </remarks>
[Kind("leaky_rnn", Version = 1)]
public sealed record LeakyRnn : RecurrentSpec
{
    /// <summary>f, from a unit's summed input to what it aims at.</summary>
    public Activation Activation { get; init; } = Activation.Softplus;

    /// <summary>τ, in which a unit forgets all but 1/e.</summary>
    [Range("1 ms", "1 h")] public Duration TimeConstant { get; init; } = Duration.Milliseconds(100);

    /// <summary>σ_rec, the recurrent noise; it is there in training, evaluation and analysis.</summary>
    [Range("0", "1000")] public double RecurrentNoise { get; init; } = 0.05;

    /// <summary>How the recurrent weights are drawn.</summary>
    public RecurrentStart RecurrentStart { get; init; } = RecurrentStart.Randortho;

    /// <summary>s, the size of the recurrent weights at first; by default 1 for tanh, 0.01 for power and 0.5 else.</summary>
    [Range("0", "1000")] public double? RecurrentScale { get; init; }

    /// <summary>What the input weights at first are multiplied by.</summary>
    [Range("0", "1000")] public double InputScale { get; init; } = 1;

    /// <summary>s with its default resolved.</summary>
    public double StartScale() => RecurrentScale ?? Activation switch
    {
        Activation.Tanh => 1,
        Activation.Power => 0.01,
        _ => 0.5,
    };

    /// <inheritdoc/>
    public override double Leak(Duration timeStep) => (double)(timeStep.Seconds / TimeConstant.Seconds);

    /// <inheritdoc/>
    public override ArchitectureSignature Signature(TaskSignature task) => new([new("recurrent", 0, Units)]);

    /// <inheritdoc/>
    public override IEnumerable<Problem> Validate(TaskSignature task)
    {
        if (task.TimeStep.Seconds <= TimeConstant.Seconds) yield break;
        var message = $"a time constant of {TimeConstant.Seconds * 1000:0.###} ms is shorter than the task's step of {task.TimeStep.Seconds * 1000:0.###} ms";
        yield return new(DiagnosticCodes.TimeGrid, nameof(TimeConstant), message, $"at least {task.TimeStep.Seconds * 1000:0.###} ms");
    }

    /// <inheritdoc/>
    public override ArtifactRef PlanInitial(IPlanner planner, PlannedTask task)
    {
        var signature = task.Spec.Signature();
        return planner.Step(new("initial", "leaky_rnn/initial")
        {
            Parameters = new Dictionary<string, object>
            {
                ["architecture"] = this,
                ["inputs"] = signature.Inputs.Sum(input => input.Size),
                ["outputs"] = signature.Targets.Sum(target => target.Size),
            },
            Outputs = [new("state", ArtifactType.Tensors)],
        })["state"];
    }

    /// <inheritdoc/>
    public override IRecurrentNetwork Load(TrialLayout layout, IReadOnlyDictionary<string, TensorData> state, Device device) =>
        new LeakyNetwork(this, Leak(layout.TimeStep), state, device);
}
