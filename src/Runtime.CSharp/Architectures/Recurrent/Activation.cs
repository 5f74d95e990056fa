namespace Spindle.Architectures.Recurrent;

/// <summary>f, from a unit's summed input to what it aims at.</summary>
public enum Activation
{
    /// <summary>ln(1 + eᵃ).</summary>
    Softplus,

    /// <summary>max(a, 0).</summary>
    Relu,

    /// <summary>tanh a.</summary>
    Tanh,

    /// <summary>max(a, 0)².</summary>
    Power,

    /// <summary>tanh max(a, 0).</summary>
    Retanh,

    /// <summary>a where a is positive, else eᵃ − 1.</summary>
    Elu,
}
