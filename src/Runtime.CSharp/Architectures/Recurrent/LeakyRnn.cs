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
/// standard deviation 1 / √inputs, output weights Glorot-uniform, biases 0. With separate input, x·W_in is x_s·W_s + b_s + x_r·M·W_r of the
/// sensory and the rule channels: the state also holds b_s as <c>input_bias</c> and, where rules are mixed, M as <c>rule_mixing</c>, and W_s and
/// W_r are Glorot-uniform each. Where not all units are connected it holds <c>recurrent_mask</c>.
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

    /// <summary>Whether the sensory and the rule channels come through layers of their own, whose sum drives the units.</summary>
    public bool SeparateInput { get; init; }

    /// <summary>Whether the rule channels are mixed by a fixed orthogonal matrix first; only with separate input.</summary>
    public bool MixRules { get; init; }

    /// <summary>Dale's law: the share of the units, the first ones, whose recurrent weights are never negative; those of the others are never
    /// positive. By default both signs are free.</summary>
    [Range("0", "1")] public double? ExcitatoryFraction { get; init; }

    /// <summary>Named parts of the units, in order; all units together, or none.</summary>
    public IReadOnlyList<Population> Populations { get; init; } = [];

    /// <summary>Which populations lead to which; where any are given, there are no others.</summary>
    public IReadOnlyList<Connection> Connections { get; init; } = [];

    /// <summary>The share of the pairs of units that are connected, of those that the connections leave.</summary>
    [Range("0", "1")] public double Density { get; init; } = 1;

    /// <summary>Whether a unit may lead to itself.</summary>
    public bool SelfConnections { get; init; } = true;

    /// <summary>Parameters that training leaves as they were drawn.</summary>
    public IReadOnlyList<FixedParameter> Fixed { get; init; } = [];

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
    public override ArchitectureSignature Signature(TaskSignature task)
    {
        var layers = new List<Layer> { new("recurrent", 0, Units) };
        if (ExcitatoryFraction is not null)
        {
            var excitatory = new LeakyConstraints(this).Signs().Count(sign => sign > 0);
            if (excitatory > 0) layers.Add(new("excitatory", 0, excitatory));
            if (excitatory < Units) layers.Add(new("inhibitory", excitatory, Units - excitatory));
        }
        var first = 0L;
        foreach (var population in Populations)
        {
            layers.Add(new(population.Name, first, population.Units));
            first += population.Units;
        }
        return new(layers);
    }

    /// <inheritdoc/>
    public override IEnumerable<Problem> Validate()
    {
        var all = Populations.Sum(population => population.Units);
        if (Populations.Count > 0 && all != Units)
            yield return Impossible(nameof(Populations), $"populations of {all} units in a network of {Units}", "let them add up");
        var names = Populations.Select(population => population.Name).ToHashSet();
        for (var at = 0; at < Connections.Count; at++)
        {
            foreach (var (end, name) in new[] { (nameof(Connection.From), Connections[at].From), (nameof(Connection.To), Connections[at].To) })
            {
                if (!names.Contains(name))
                    yield return Impossible($"{nameof(Connections)}[{at}].{end}", $"there is no population '{name}'", $"one of: {string.Join(", ", names)}");
            }
        }
        if (MixRules && !SeparateInput)
            yield return new(DiagnosticCodes.UnmetRequirement, nameof(MixRules), "rules are mixed only where the input is separate", "set separate_input too");
    }

    /// <inheritdoc/>
    public override IEnumerable<Problem> Validate(TaskSignature task) => TimeStepProblem(task, TimeConstant, nameof(TimeConstant));

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
                ["rules"] = task.Spec is TrialTaskSpec trials ? trials.Layout().Rules : 0L,
            },
            Outputs = [new("state", ArtifactType.Tensors)],
        })["state"];
    }

    /// <inheritdoc/>
    public override IRecurrentNetwork Load(TrialLayout layout, IReadOnlyDictionary<string, TensorData> state, Device device) =>
        new LeakyNetwork(this, Leak(layout.TimeStep), state, device);

    private static Problem Impossible(string property, string message, string hint) => new(DiagnosticCodes.ImpossibleShape, property, message, hint);
}
