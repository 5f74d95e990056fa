using Spindle.Contracts;

namespace Spindle.Architectures.Recurrent;

/// <summary>
/// Long short-term memory (Hochreiter and Schmidhuber 1997, with the forget gate of Gers et al. 2000): [i, g, o] = σ(x·W_gi + h·W_g + b_g),
/// c ← g ⊙ c + i ⊙ f(x·W_in + h·W + b), h ← o ⊙ f(c). There is no recurrent noise.
/// </summary>
/// <remarks>
/// Its state as of <c>gru</c>, with three gates: input, forget (whose bias is 1 at first, the others' 0) and output. What probes see is h.
/// </remarks>
[Kind("lstm", Version = 1)]
public sealed record Lstm : GatedSpec
{
    /// <summary>f, of the candidate and of the output.</summary>
    public Activation Activation { get; init; } = Activation.Tanh;

    internal override int Gates => 3;

    internal override int Memories => 2;

    internal override Activation Aim => Activation;

    internal override IReadOnlyList<float> GateBias => [0, 1, 0];

    internal override string Cell => "lstm";

    internal override string Initial => "lstm/initial";
}
