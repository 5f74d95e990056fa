using Spindle.Contracts;
using static TorchSharp.torch;

namespace Spindle.Architectures.Recurrent;

/// <summary>A <see cref="LeakyRnn"/> with numbers in it; the gradients are worked out by hand, without a graph.</summary>
public sealed class LeakyNetwork : ITrainableNetwork
{
    private const int StepsAtOnce = 8;

    private static readonly string[] ParameterNames = ["recurrent", "bias", "input_weights", "output_weights", "output_bias"];

    private readonly LeakyRnn spec;
    private readonly double leak;
    private readonly Tensor weights, readout, weightGradient, readoutGradient;
    private LeakySweep? sweep;

    /// <summary>Reads the numbers of a state.</summary>
    /// <param name="spec">What was declared.</param>
    /// <param name="leak">α.</param>
    /// <param name="state">The tensors of a checkpoint.</param>
    /// <param name="device">Where it computes.</param>
    public LeakyNetwork(LeakyRnn spec, double leak, IReadOnlyDictionary<string, TensorData> state, Device device)
    {
        (this.spec, this.leak) = (spec, leak);
        Parameters = ParameterVector.Read(ParameterNames, state, device);
        Gradient = zeros_like(Parameters.Vector);
        (weights, readout) = Matrices(Parameters.Vector);
        (weightGradient, readoutGradient) = Matrices(Gradient);
    }

    /// <inheritdoc/>
    public ParameterVector Parameters { get; }

    /// <inheritdoc/>
    public Tensor Gradient { get; }

    /// <inheritdoc/>
    public long Units => spec.Units;

    private double Deviation => spec.RecurrentNoise * Math.Sqrt(2 / leak);

    private int Kind => (int)spec.Activation;

    /// <inheritdoc/>
    public Tensor Forward(Tensor inputs, RandomStream noise)
    {
        using var gradients = no_grad();
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

    /// <summary>Frees its tensors.</summary>
    public void Dispose()
    {
        foreach (var tensor in new[] { weights, readout, weightGradient, readoutGradient, Gradient }) tensor.Dispose();
        sweep?.Dispose();
        Parameters.Dispose();
    }

    private Tensor Run(Tensor inputs, RandomStream noise, Tensor? activity, Tensor? sizes)
    {
        using var gradients = no_grad();
        using var scope = NewDisposeScope();
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

    private LeakySweep Sweep() => sweep ?? throw new InvalidOperationException("no trials were run");

    private (Tensor Weights, Tensor Readout) Matrices(Tensor vector) =>
        (Parameters.Rows(vector, "recurrent", "input_weights"), Parameters.Rows(vector, "output_weights", "output_bias"));
}
