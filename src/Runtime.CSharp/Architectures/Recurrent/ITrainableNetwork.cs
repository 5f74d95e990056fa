using Spindle.Contracts;
using static TorchSharp.torch;

namespace Spindle.Architectures.Recurrent;

/// <summary>A recurrent network whose gradients can be taken. Its buffers are made once and grow with the longest trials.</summary>
public interface ITrainableNetwork : IRecurrentNetwork
{
    /// <summary>All that can be learnt.</summary>
    ParameterVector Parameters { get; }

    /// <summary>The gradient of the loss by the parameters, laid out as they are; <see cref="Backward"/> writes it.</summary>
    Tensor Gradient { get; }

    /// <summary>The parameters that a penalty on the weights takes, in groups that count as one tensor; biases are not among them.</summary>
    IReadOnlyList<IReadOnlyList<string>> WeightTensors { get; }

    /// <summary>The parameters that have a row for every input channel.</summary>
    IReadOnlyList<string> InputWeights { get; }

    /// <summary>1 for every parameter that may change and 0 for the others, laid out as they are; null where all may.</summary>
    Tensor? Learnable { get; }

    /// <summary>Brings the parameters back to what the network's constraints allow; called after every update.</summary>
    void Constrain();

    /// <summary>Runs trials from the state 0 and keeps what <see cref="Backward"/> needs.</summary>
    /// <param name="inputs">x, steps × trials × inputs.</param>
    /// <param name="noise">The recurrent noise.</param>
    /// <returns>The outputs before the read-out's nonlinearity, steps × trials × outputs; valid until it runs again.</returns>
    Tensor Forward(Tensor inputs, RandomStream noise);

    /// <summary>The sum of |h| and the sum of h² over all steps, trials and units of the last <see cref="Forward"/>.</summary>
    ActivitySize SizeOfActivity();

    /// <summary>Goes back through the trials of the last <see cref="Forward"/> and fills <see cref="Gradient"/>.</summary>
    /// <param name="outputGradient">The gradient of the loss by what <see cref="Forward"/> returned.</param>
    /// <param name="absolute">λ of a further term λ Σ |h| of the loss.</param>
    /// <param name="square">λ of a further term λ ½ Σ h² of the loss.</param>
    void Backward(Tensor outputGradient, double absolute, double square);

    /// <summary>Runs trials from the state 0 and keeps the outputs alone.</summary>
    /// <param name="inputs">x, steps × trials × inputs.</param>
    /// <param name="noise">The recurrent noise.</param>
    /// <returns>
    /// The outputs before the read-out's nonlinearity, steps × trials × outputs, which the caller frees, and the size of the activity.
    /// </returns>
    (Tensor Outputs, ActivitySize Size) Evaluate(Tensor inputs, RandomStream noise);
}

/// <summary>How much activity there was.</summary>
/// <param name="Absolute">Σ |h|.</param>
/// <param name="Squares">Σ h².</param>
/// <param name="Count">Over how many numbers.</param>
public readonly record struct ActivitySize(double Absolute, double Squares, long Count)
{
    /// <summary>That of both together.</summary>
    public static ActivitySize operator +(ActivitySize a, ActivitySize b) => new(a.Absolute + b.Absolute, a.Squares + b.Squares, a.Count + b.Count);
}
