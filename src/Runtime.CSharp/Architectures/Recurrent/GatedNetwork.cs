using Spindle.Contracts;
using static TorchSharp.torch;

namespace Spindle.Architectures.Recurrent;

/// <summary>A <see cref="GatedSpec"/> with numbers in it; gradients are autograd's.</summary>
public sealed class GatedNetwork : ITrainableNetwork
{
    private const int StepsAtOnce = 8;

    private static readonly string[] ParameterNames =
        ["gate_recurrent", "gate_bias", "gate_input_weights", "recurrent", "bias", "input_weights", "output_weights", "output_bias"];

    private readonly GatedSpec spec;
    private readonly double leak;
    private readonly Tensor leaf;
    private Tensor? outputs, activity;

    /// <summary>Reads the numbers of a state.</summary>
    /// <param name="spec">What was declared.</param>
    /// <param name="leak">α.</param>
    /// <param name="state">The tensors of a checkpoint.</param>
    /// <param name="device">Where it computes.</param>
    public GatedNetwork(GatedSpec spec, double leak, IReadOnlyDictionary<string, TensorData> state, Device device)
    {
        (this.spec, this.leak) = (spec, leak);
        Parameters = ParameterVector.Read(ParameterNames, state, device);
        Gradient = zeros_like(Parameters.Vector);
        leaf = Parameters.Vector.detach().requires_grad_(true);
    }

    /// <inheritdoc/>
    public ParameterVector Parameters { get; }

    /// <inheritdoc/>
    public Tensor Gradient { get; }

    /// <inheritdoc/>
    public long Units => spec.Units;

    /// <inheritdoc/>
    public IReadOnlyList<IReadOnlyList<string>> WeightTensors =>
        [["gate_input_weights", "gate_recurrent"], ["input_weights", "recurrent"], ["output_weights"]];

    /// <inheritdoc/>
    public IReadOnlyList<string> InputWeights => ["gate_input_weights", "input_weights"];

    /// <inheritdoc/>
    public Tensor? Learnable => null;

    /// <inheritdoc/>
    public Tensor Forward(Tensor inputs, RandomStream noise)
    {
        Free();
        using var gradients = enable_grad();
        using var scope = NewDisposeScope();
        using var sums = Sums(inputs.shape[0], inputs.shape[1]);
        new RecurrentNoise(noise, Deviation).Fill(sums);
        var (states, _) = Cell(Views(leaf), inputs, sums, Start(inputs.shape[1]));
        var read = Read(Views(leaf), states);
        (activity, outputs) = (states.DetachFromDisposeScope(), read.DetachFromDisposeScope());
        return outputs.detach().MoveToOuterDisposeScope();
    }

    /// <inheritdoc/>
    public ActivitySize SizeOfActivity()
    {
        using var gradients = no_grad();
        using var scope = NewDisposeScope();
        var states = activity ?? throw Unrun();
        return new(states.abs().sum(float64).item<double>(), states.square().sum(float64).item<double>(), states.numel());
    }

    /// <inheritdoc/>
    public void Backward(Tensor outputGradient, double absolute, double square)
    {
        using var scope = NewDisposeScope();
        var states = activity ?? throw Unrun();
        using var fixedStates = states.detach();
        var activityGradient = (fixedStates.sign() * absolute) + (fixedStates * square);
        var gradient = autograd.grad([outputs!, states], [leaf], [outputGradient, activityGradient])[0];
        Gradient.copy_(gradient);
        Free();
    }

    /// <inheritdoc/>
    public (Tensor Outputs, ActivitySize Size) Evaluate(Tensor inputs, RandomStream noise) => Run(inputs, noise, null);

    /// <inheritdoc/>
    public (Tensor Activity, Tensor Outputs) Run(Tensor inputs, RandomStream noise)
    {
        var all = empty([inputs.shape[0], inputs.shape[1], Units], leaf.dtype, leaf.device);
        var (outputs, _) = Run(inputs, noise, all);
        return (all, Readout.Apply(spec.Objective, outputs));
    }

    /// <inheritdoc/>
    public void Constrain()
    {
    }

    /// <summary>Frees its tensors.</summary>
    public void Dispose()
    {
        Free();
        leaf.Dispose();
        Gradient.Dispose();
        Parameters.Dispose();
    }

    private double Deviation => spec.Noise * Math.Sqrt(2 / leak);

    private (Tensor Outputs, ActivitySize Size) Run(Tensor inputs, RandomStream noise, Tensor? all)
    {
        using var gradients = no_grad();
        using var scope = NewDisposeScope();
        var (steps, trials) = (inputs.shape[0], inputs.shape[1]);
        var numbers = new RecurrentNoise(noise, Deviation);
        var views = Views(Parameters.Vector);
        var state = Start(trials);
        var parts = new List<Tensor>();
        var (absolute, squares) = (0.0, 0.0);
        for (var from = 0L; from < steps; from += StepsAtOnce)
        {
            using var chunk = NewDisposeScope();
            var count = Math.Min(StepsAtOnce, steps - from);
            var sums = Sums(count, trials);
            numbers.Fill(sums);
            var (states, last) = Cell(views, inputs.narrow(0, from, count), sums, state);
            all?.narrow(0, from, count).copy_(states);
            absolute += states.abs().sum(float64).item<double>();
            squares += states.square().sum(float64).item<double>();
            parts.Add(Read(views, states).MoveToOuterDisposeScope());
            state = last.MoveToOuterDisposeScope();
        }
        return (cat(parts, 0).DetachFromDisposeScope(), new(absolute, squares, steps * trials * Units));
    }

    private (Tensor States, Tensor Last) Cell(Tensor[] views, Tensor inputs, Tensor noise, Tensor state)
    {
        var result = GatedScript.Functions.Call(
            spec.Cell, inputs, noise, state, views[2], views[0], views[1], views[5], views[3], views[4], leak, (int)spec.Aim, spec is Gru);
        return ((Tensor, Tensor))result!;
    }

    private static Tensor Read(Tensor[] views, Tensor states) => states.matmul(views[6]) + views[7];

    private Tensor[] Views(Tensor vector) => [.. Parameters.Names.Select(name => Parameters.View(vector, name))];

    private Tensor Sums(long steps, long trials) => empty([steps, trials, Units], leaf.dtype, leaf.device);

    private Tensor Start(long trials) => zeros([trials, spec.Memories * Units], leaf.dtype, leaf.device);

    private void Free()
    {
        outputs?.Dispose();
        activity?.Dispose();
        (outputs, activity) = (null, null);
    }

    private static InvalidOperationException Unrun() => new("no trials were run");
}
