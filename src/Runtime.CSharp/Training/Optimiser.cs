namespace Spindle.Training;

/// <summary>How parameters follow their gradient.</summary>
public enum Optimiser
{
    /// <summary>Adam (Kingma and Ba 2015).</summary>
    Adam,

    /// <summary>Gradient descent without momentum: p ← p − η g.</summary>
    Sgd,
}
