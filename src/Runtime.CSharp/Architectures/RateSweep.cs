using static TorchSharp.torch;

namespace Spindle.Architectures;

/// <summary>
/// A window of a network's dynamics, forward and backward through time. Its buffers are made once and used for every update;
/// the gradients are worked out by hand, without a graph.
/// </summary>
/// <remarks>
/// With the loss's direct gradient g on the rates, c on the states and f' = 1 − r² where r > 0: d_t = (g_t + α c_t) f'_t,
/// c_{t−1} = (1 − α) c_t + d_t Wᵀ; then dW = Σ u_{t−1}ᵀ d_t, db = Σ d_t and likewise for the input's weights.
/// </remarks>
public sealed class RateSweep : IDisposable
{
    private readonly InputSeparatedNetwork network;
    private readonly Tensor lengths, slope, stateGradient;
    private readonly IReadOnlyList<Tensor> gradients;

    /// <summary>Makes the buffers for windows of so many steps and trials.</summary>
    public RateSweep(InputSeparatedNetwork network, long steps, long trials)
    {
        this.network = network;
        var (type, device) = (network.Parameters.Vector.dtype, network.Parameters.Vector.device);
        States = zeros([steps + 1, trials, network.Units], type, device);
        Rates = zeros([steps, trials, network.Units], type, device);
        RateGradient = zeros([steps, trials, network.Units], type, device);
        slope = zeros([steps, trials, network.Units], type, device);
        lengths = zeros([steps, trials, 1], type, device);
        stateGradient = zeros([trials, network.Units], type, device);
        Gradient = zeros_like(network.Parameters.Vector);
        gradients = network.Parameters.Views(Gradient);
        Initial = States.select(0, 0);
    }

    /// <summary>u before each step and after the last, (steps + 1) × trials × units.</summary>
    public Tensor States { get; }

    /// <summary>u before the first step, trials × units; to be filled before <see cref="Forward"/>.</summary>
    public Tensor Initial { get; }

    /// <summary>r after each step, steps × trials × units.</summary>
    public Tensor Rates { get; }

    /// <summary>The gradient of the loss by the rates; to be filled before <see cref="Backward"/>, which uses it up.</summary>
    public Tensor RateGradient { get; }

    /// <summary>The gradient of the loss by the parameters, laid out as they are.</summary>
    public Tensor Gradient { get; }

    /// <summary>The gradient by the recurrent weights, a view of <see cref="Gradient"/>.</summary>
    public Tensor RecurrentGradient => gradients[0];

    /// <summary>Runs the window from <see cref="Initial"/>: fills <see cref="Rates"/> and <see cref="States"/>.</summary>
    /// <param name="velocity">External input, steps × trials × features.</param>
    public void Forward(Tensor velocity) => RateScript.Functions.Call(
        "forward", velocity, States, Rates, lengths,
        network.Recurrent, network.Bias, network.InputWeights, network.InputBias, network.Spec.Alpha, network.Spec.Normalise);

    /// <summary>Goes back through the window: fills <see cref="Gradient"/> from <see cref="RateGradient"/>.</summary>
    /// <param name="velocity">The same input as on the way forward.</param>
    public void Backward(Tensor velocity) => RateScript.Functions.Call(
        "backward", velocity, States, Rates, lengths, RateGradient, slope, stateGradient, network.Recurrent,
        gradients[0], gradients[1], gradients[2], gradients[3], network.Spec.Alpha, network.Spec.Normalise);

    /// <summary>Frees the buffers.</summary>
    public void Dispose()
    {
        Tensor[] all = [Initial, States, Rates, RateGradient, slope, lengths, stateGradient, .. gradients, Gradient];
        foreach (var tensor in all) tensor.Dispose();
    }
}
