using Spindle.Contracts;

namespace Spindle.Training;

/// <summary>Gives an untrained network the numbers of a trained one of the same sizes; nothing of its training goes along.</summary>
[Operation("trial_training/warm_start")]
public sealed class WarmStart : IOperation
{
    /// <inheritdoc/>
    public void Run(IStepContext context)
    {
        var (initial, trained) = (context.ReadTensors("initial"), context.ReadTensors("state"));
        SameNetwork.Require(initial, trained);
        context.WriteTensors("state", initial.Keys.ToDictionary(name => name, name => trained[name]));
    }
}
