using Spindle.Contracts;
using Spindle.Torch;
using static TorchSharp.torch;

namespace Spindle.Architectures.Recurrent;

/// <summary>A <see cref="LeakyRnn"/> with numbers in it; the gradients are worked out by hand, without a graph.</summary>
public sealed class LeakyNetwork : ITrainableNetwork
{
    private const int StepsAtOnce = 8;

    private readonly LeakyRnn spec;
    private readonly double leak;
    private readonly Tensor weights, readout, weightGradient, readoutGradient;
    private readonly Tensor? signs, mixing;
    private LeakySweep? sweep;

    /// <summary>Reads the numbers of a state.</summary>
    /// <param name="spec">What was declared.</param>
    /// <param name="leak">α.</param>
    /// <param name="state">The tensors of a checkpoint.</param>
    /// <param name="device">Where it computes.</param>
    public LeakyNetwork(LeakyRnn spec, double leak, IReadOnlyDictionary<string, TensorData> state, Device device)
    {
        (this.spec, this.leak) = (spec, leak);
        var constraints = new LeakyConstraints(spec);
        // The order in which a row of trials meets them: the units' activity, ones for the biases, then the inputs.
        string[] inputBias = spec.SeparateInput ? ["input_bias"] : [];
        Parameters = ParameterVector.Read(["recurrent", "bias", .. inputBias, "input_weights", "output_weights", "output_bias"], state, device);
        Gradient = zeros_like(Parameters.Vector);
        (weights, readout) = Matrices(Parameters.Vector);
        (weightGradient, readoutGradient) = Matrices(Gradient);
        mixing = Optional("rule_mixing");
        using var mask = Optional("recurrent_mask");
        Learnable = constraints.Learnable(Parameters, mask);
        if (spec.ExcitatoryFraction is not null) signs = tensor(constraints.Signs(), weights.dtype, device).unsqueeze_(1);

        Tensor? Optional(string name) => state.TryGetValue(name, out var data) ? data.ToTensor(device) : null;
    }

    /// <inheritdoc/>
    public ParameterVector Parameters { get; }

    /// <inheritdoc/>
    public Tensor Gradient { get; }

    /// <inheritdoc/>
    public long Units => spec.Units;

    /// <inheritdoc/>
    public IReadOnlyList<IReadOnlyList<string>> WeightTensors => [["recurrent", "input_weights"], ["output_weights"]];

    /// <inheritdoc/>
    public IReadOnlyList<string> InputWeights => ["input_weights"];

    /// <inheritdoc/>
    public Tensor? Learnable { get; }

    private double Deviation => spec.RecurrentNoise * Math.Sqrt(2 / leak);

    private int Kind => (int)spec.Activation;

    /// <inheritdoc/>
    public Tensor Forward(Tensor inputs, RandomStream noise)
    {
        using var gradients = no_grad();
        using var mixed = Mixed(inputs);
        inputs = mixed;
        if (sweep?.Fits(inputs) != true)
        {
            sweep?.Dispose();
            sweep = new(weights, readout, inputs);
        }
        sweep.Forward(inputs, new(noise, Deviation), leak, Kind);
        return sweep.Outputs;
    }

    /// <inheritdoc/>
    public ActivitySize SizeOfActivity() => Sweep().SizeOfActivity();

    /// <inheritdoc/>
    public void Backward(Tensor outputGradient, double absolute, double square)
    {
        using var gradients = no_grad();
        Sweep().Backward(outputGradient, weightGradient, readoutGradient, leak, Kind, absolute, square);
    }

    /// <inheritdoc/>
    public (Tensor Outputs, ActivitySize Size) Evaluate(Tensor inputs, RandomStream noise)
    {
        using var sizes = zeros(2, float64, inputs.device);
        var outputs = Run(inputs, noise, null, sizes);
        var sums = sizes.cpu().data<double>().ToArray();
        return (outputs, new(sums[0], sums[1], inputs.shape[0] * inputs.shape[1] * Units));
    }

    /// <inheritdoc/>
    public (Tensor Activity, Tensor Outputs) Run(Tensor inputs, RandomStream noise)
    {
        var activity = empty([inputs.shape[0], inputs.shape[1], Units], weights.dtype, weights.device);
        var outputs = Run(inputs, noise, activity, null);
        return (activity, Readout.Apply(spec.Objective, outputs));
    }

    /// <summary>Sets weights of the wrong sign to 0, where units have signs.</summary>
    public void Constrain()
    {
        if (signs is not null) Parameters["recurrent"].mul_(signs).relu_().mul_(signs);
    }

    /// <summary>Frees its tensors.</summary>
    public void Dispose()
    {
        signs?.Dispose();
        mixing?.Dispose();
        Learnable?.Dispose();
        foreach (var tensor in new[] { weights, readout, weightGradient, readoutGradient, Gradient }) tensor.Dispose();
        sweep?.Dispose();
        Parameters.Dispose();
    }

    private Tensor Run(Tensor inputs, RandomStream noise, Tensor? activity, Tensor? sizes)
    {
        using var gradients = no_grad();
        using var scope = NewDisposeScope();
        inputs = Mixed(inputs);
        var (steps, trials) = (inputs.shape[0], inputs.shape[1]);
        var (type, device) = (weights.dtype, weights.device);
        var numbers = new RecurrentNoise(noise, Deviation);
        var outputs = empty([steps, readout.shape[1], trials], type, device);
        var state = ones([trials, weights.shape[0]], type, device);
        state.narrow(1, 0, Units).zero_();
        var aims = empty([trials, Units], type, device);
        var sums = empty([Math.Min(StepsAtOnce, steps), trials, Units], type, device);
        for (var from = 0L; from < steps; from += StepsAtOnce)
        {
            var count = Math.Min(StepsAtOnce, steps - from);
            var part = sums.narrow(0, 0, count);
            numbers.Fill(part);
            LeakyScript.Functions.Call(
                "run", inputs.narrow(0, from, count), part, aims, state, weights, readout, outputs.narrow(0, from, count),
                activity?.narrow(0, from, count), sizes, leak, Kind);
        }
        return outputs.transpose(1, 2).contiguous().DetachFromDisposeScope();
    }

    /// <summary>The inputs as the input weights take them, a tensor of its own.</summary>
    private Tensor Mixed(Tensor inputs)
    {
        if (mixing is null) return inputs.alias();
        var mixed = inputs.clone();
        using var rules = mixed.narrow(2, inputs.shape[2] - mixing.shape[0], mixing.shape[0]);
        using var product = rules.matmul(mixing);
        rules.copy_(product);
        return mixed;
    }

    private LeakySweep Sweep() => sweep ?? throw new InvalidOperationException("no trials were run");

    private (Tensor Weights, Tensor Readout) Matrices(Tensor vector) =>
        (Parameters.Rows(vector, "recurrent", "input_weights"), Parameters.Rows(vector, "output_weights", "output_bias"));
}
