using Spindle.Contracts;

namespace Spindle.Architectures.Recurrent;

/// <summary>
/// Leaky units with reset and update gates (Yang et al., Nat. Neurosci. 2019): [r, u] = σ(x·W_gi + h·W_g + b_g),
/// c = f(x·W_in + (r ⊙ h)·W + b + ξ), h ← (1 − αu) ⊙ h + αu ⊙ c, with ξ as in <c>leaky_rnn</c>.
/// </summary>
/// <remarks>State as of <c>gru</c>.</remarks>
[Kind("leaky_gru", Version = 1)]
public sealed record LeakyGru : GatedSpec
{
    /// <summary>f of the candidate.</summary>
    public Activation Activation { get; init; } = Activation.Softplus;

    /// <summary>τ, in which a unit with an open gate forgets all but 1/e.</summary>
    [Range("1 ms", "1 h")] public Duration TimeConstant { get; init; } = Duration.Milliseconds(100);

    /// <summary>σ_rec, the recurrent noise; it is there in training, evaluation and analysis.</summary>
    [Range("0", "1000")] public double RecurrentNoise { get; init; } = 0.05;

    internal override int Gates => 2;

    internal override Activation Aim => Activation;

    internal override double Noise => RecurrentNoise;

    internal override IReadOnlyList<float> GateBias => [1, 1];

    internal override string Cell => "gru";

    internal override string Initial => "leaky_gru/initial";

    /// <inheritdoc/>
    public override double Leak(Duration timeStep) => (double)(timeStep.Seconds / TimeConstant.Seconds);

    /// <inheritdoc/>
    public override IEnumerable<Problem> Validate(TaskSignature task) => TimeStepProblem(task, TimeConstant, nameof(TimeConstant));
}
