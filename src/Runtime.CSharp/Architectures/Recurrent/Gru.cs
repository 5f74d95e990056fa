using Spindle.Contracts;

namespace Spindle.Architectures.Recurrent;

/// <summary>
/// Units with reset and update gates (Cho et al., EMNLP 2014): [r, u] = σ(x·W_gi + h·W_g + b_g), c = f(x·W_in + (r ⊙ h)·W + b),
/// h ← u ⊙ h + (1 − u) ⊙ c. There is no recurrent noise.
/// </summary>
/// <remarks>
/// Its state: <c>gate_recurrent</c> (units × 2·units, reset gates first), <c>gate_bias</c> (at first 1) and
/// <c>gate_input_weights</c>; <c>recurrent</c> (units × units), <c>bias</c> and <c>input_weights</c> of the candidate;
/// <c>output_weights</c> and <c>output_bias</c>. Untrained: weights Glorot-uniform, those of inputs and units together.
/// </remarks>
[Kind("gru", Version = 1)]
public sealed record Gru : GatedSpec
{
    /// <summary>f of the candidate.</summary>
    public Activation Activation { get; init; } = Activation.Softplus;

    internal override int Gates => 2;

    internal override Activation Aim => Activation;

    internal override IReadOnlyList<float> GateBias => [1, 1];

    internal override string Cell => "gru";

    internal override string Initial => "gru/initial";
}
