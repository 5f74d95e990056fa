using Spindle.Architectures;
using Spindle.Contracts;
using Spindle.Torch;
using static TorchSharp.torch;

namespace Spindle.Training;

/// <summary>
/// Adam (Kingma and Ba 2015) over one vector: m ← β₁m + (1 − β₁)g, v ← β₂v + (1 − β₂)g², and
/// p ← p − η/(1 − β₁ᵏ) · m / (√v / √(1 − β₂ᵏ) + ε) at the k-th update, the order of operations that PyTorch uses.
/// </summary>
public sealed class Adam : IOptimiser
{
    private const string Text = """
        def update(p, g, m, v, scratch, beta1: float, beta2: float, size: float, root: float, epsilon: float):
            m.lerp_(g, 1.0 - beta1)
            v.mul_(beta2).addcmul_(g, g, value=1.0 - beta2)
            torch.sqrt(v, out=scratch)
            p.addcdiv_(m, scratch.div_(root).add_(epsilon), value=-size)

        """;

    private const string StepName = "adam.step", MeanPrefix = "adam.m.", SquarePrefix = "adam.v.";

    private static readonly TorchScript Script = new(Text);

    private readonly Tensor parameters, scratch;
    private readonly AdamRates rates;

    /// <summary>Goes on from the given moments.</summary>
    /// <param name="rates">Step size, decays and ε.</param>
    /// <param name="parameters">What is optimised, changed in place.</param>
    /// <param name="mean">m; taken over.</param>
    /// <param name="square">v; taken over.</param>
    /// <param name="step">How many updates came before.</param>
    public Adam(AdamRates rates, Tensor parameters, Tensor mean, Tensor square, long step)
    {
        this.rates = rates;
        (this.parameters, Mean, Square, Step) = (parameters, mean, square, step);
        scratch = empty_like(parameters);
    }

    /// <summary>m, the decaying mean of the gradient.</summary>
    public Tensor Mean { get; }

    /// <summary>v, the decaying mean of the squared gradient.</summary>
    public Tensor Square { get; }

    /// <summary>How many updates were made.</summary>
    public long Step { get; private set; }

    /// <summary>One update with a gradient of the parameters' layout.</summary>
    public void Update(Tensor gradient)
    {
        Step++;
        var size = rates.LearningRate / (1 - Math.Pow(rates.Beta1, Step));
        var root = Math.Sqrt(1 - Math.Pow(rates.Beta2, Step));
        Script.Call("update", parameters, gradient, Mean, Square, scratch, rates.Beta1, rates.Beta2, size, root, rates.Epsilon);
    }

    /// <summary>Goes on from what <see cref="State"/> gave, or begins where a state has nothing of it.</summary>
    /// <param name="rates">Step size, decays and ε.</param>
    /// <param name="parameters">What is optimised.</param>
    /// <param name="state">The tensors of a checkpoint.</param>
    public static Adam Read(AdamRates rates, ParameterVector parameters, IReadOnlyDictionary<string, TensorData> state)
    {
        var step = state.TryGetValue(StepName, out var made) ? made.Values<long>()[0] : 0;
        return new(rates, parameters.Vector, Moment(MeanPrefix), Moment(SquarePrefix), step);

        Tensor Moment(string prefix) => state.ContainsKey(StepName)
            ? ParameterVector.Pack(parameters.Names, state, parameters.Vector.device, prefix)
            : zeros_like(parameters.Vector);
    }

    /// <inheritdoc/>
    public IEnumerable<KeyValuePair<string, TensorData>> State(ParameterVector parameters) =>
        [new(StepName, TensorData.Of<long>([Step], 1)), .. parameters.Data(Mean, MeanPrefix), .. parameters.Data(Square, SquarePrefix)];

    /// <summary>Frees the moments.</summary>
    public void Dispose()
    {
        Mean.Dispose();
        Square.Dispose();
        scratch.Dispose();
    }
}
