using static TorchSharp.torch;

namespace Spindle.Architectures;

/// <summary>A network of rate units that runs on its own from an initial state.</summary>
public interface IRateNetwork
{
    /// <summary>How many units it has.</summary>
    long Units { get; }

    /// <summary>The indices of the task's neurons that its first units are compared with, in order.</summary>
    IReadOnlyList<long> Observed { get; }

    /// <summary>Runs the network freely.</summary>
    /// <param name="velocity">External input of each step, steps × trials × features.</param>
    /// <param name="initial">State u before the first step, trials × units.</param>
    /// <returns>Rates r of all units after each step, steps × trials × units; without gradient.</returns>
    Tensor Run(Tensor velocity, Tensor initial);
}
