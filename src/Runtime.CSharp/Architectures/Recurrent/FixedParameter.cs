namespace Spindle.Architectures.Recurrent;

/// <summary>Parameters that training may be kept from.</summary>
public enum FixedParameter
{
    /// <summary>The recurrent weights.</summary>
    Recurrent,

    /// <summary>The units' biases.</summary>
    Bias,

    /// <summary>The weights of the inputs, and their bias where they are separate.</summary>
    InputWeights,

    /// <summary>The weights of the outputs.</summary>
    OutputWeights,

    /// <summary>The biases of the outputs.</summary>
    OutputBias,
}
