using Spindle.Architectures.Recurrent;
using Spindle.Contracts;

namespace Spindle.Training;

/// <summary>Silences units of a trained network: sets the rows of the weights that lead from them to 0.</summary>
[Operation("lesion/silence")]
public sealed class SilenceOperation : IOperation
{
    /// <inheritdoc/>
    public void Run(IStepContext context)
    {
        var lesion = context.Parameter<Lesion>("lesion");
        var architecture = context.Parameter<RecurrentSpec>("architecture");
        var (initial, trained) = (context.ReadTensors("initial"), context.ReadTensors("state"));
        SameNetwork.Require(initial, trained);
        var picked = lesion.Where?.Pick(context.ReadTable("units")) ?? [];
        long[] units = [.. lesion.Units.Concat(picked).Distinct().Order()];
        if (units.Length > 0 && (units[0] < 0 || units[^1] >= architecture.Units))
            throw new SpindleException(DiagnosticCodes.ImpossibleShape, $"the criterion picks unit {units[^1]} of a network of {architecture.Units}");
        // Nothing of the training goes along: its moments are those of a network without the lesion.
        context.WriteTensors("state", initial.Keys.ToDictionary(
            name => name,
            name => architecture.OutgoingWeights.Contains(name) ? Silenced(trained[name], units) : trained[name]));
        context.WriteTable("silenced", new([new IntegerColumn("unit", "", units)]));
    }

    private static TensorData Silenced(TensorData weights, long[] units)
    {
        var values = weights.Values<float>().ToArray();
        var columns = values.Length / (int)weights.Shape[0];
        foreach (var unit in units) values.AsSpan((int)unit * columns, columns).Clear();
        return TensorData.Of<float>(values, [.. weights.Shape]);
    }
}
