using Spindle.Contracts;
using static TorchSharp.torch;

namespace Spindle.Architectures.Recurrent;

/// <summary>A recurrent network with numbers in it, run over trials.</summary>
public interface IRecurrentNetwork : IDisposable
{
    /// <summary>How many units it has.</summary>
    long Units { get; }

    /// <summary>Runs trials from the state 0, without gradients.</summary>
    /// <param name="inputs">x, steps × trials × inputs, on the network's device.</param>
    /// <param name="noise">The recurrent noise: the same stream gives the same noise.</param>
    /// <returns>The units' activity h and the outputs ŷ after every step, steps × trials × units and × outputs; the caller frees them.</returns>
    (Tensor Activity, Tensor Outputs) Run(Tensor inputs, RandomStream noise);
}
