using Spindle.Contracts;
using Spindle.Tasks.Cognitive;
using static TorchSharp.torch;

namespace Spindle.Architectures.Recurrent;

/// <summary>A recurrent network whose units have gates.</summary>
/// <remarks>
/// Its state: <c>gate_recurrent</c> (units × gates·units), <c>gate_bias</c> and <c>gate_input_weights</c>; <c>recurrent</c> (units ×
/// units), <c>bias</c> and <c>input_weights</c> of the candidate; <c>output_weights</c> and <c>output_bias</c>. Untrained: weights
/// Glorot-uniform, those of inputs and units together.
/// </remarks>
public abstract record GatedSpec : RecurrentSpec
{
    /// <summary>How many gates a unit has.</summary>
    internal abstract int Gates { get; }

    /// <summary>Numbers that a unit keeps from step to step.</summary>
    internal virtual int Memories => 1;

    /// <summary>f of the candidate.</summary>
    internal abstract Activation Aim { get; }

    /// <summary>σ_rec.</summary>
    internal virtual double Noise => 0;

    /// <summary>The biases of the gates at first, one a gate.</summary>
    internal abstract IReadOnlyList<float> GateBias { get; }

    /// <summary>The cell's function in <see cref="GatedScript"/>.</summary>
    internal abstract string Cell { get; }

    /// <summary>The operation that makes the untrained network.</summary>
    internal abstract string Initial { get; }

    /// <inheritdoc/>
    public override double Leak(Duration timeStep) => 1;

    /// <inheritdoc/>
    public override IReadOnlyList<string> OutgoingWeights => ["recurrent", "gate_recurrent", "output_weights"];

    /// <inheritdoc/>
    public override ArchitectureSignature Signature(TaskSignature task) => new([new("recurrent", 0, Units)]);

    /// <inheritdoc/>
    public override ArtifactRef PlanInitial(IPlanner planner, PlannedTask task)
    {
        var signature = task.Spec.Signature();
        return planner.Step(new("initial", Initial)
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
        new GatedNetwork(this, Leak(layout.TimeStep), state, device);
}
