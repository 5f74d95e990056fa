using Spindle.Contracts;

namespace Spindle.Architectures;

/// <summary>
/// Makes an untrained network: weights Glorot-uniform, ±√(6 / (fan-in + fan-out)) (Glorot and Bengio 2010), biases 0. Streams:
/// <c>input_separated_rnn.recurrent</c> and <c>input_separated_rnn.input_weights</c> with one item a row.
/// </summary>
[Operation("input_separated_rnn/initial", Random = true)]
public sealed class InitialOperation : IOperation
{
    /// <inheritdoc/>
    public void Run(IStepContext context)
    {
        var network = context.Parameter<InputSeparatedRnn>("architecture");
        var (units, inputs) = ((int)network.Units, (int)network.InputUnits);
        var features = (int)context.Parameter<long>("features");
        var observed = network.ObservedNeurons(context.Parameter<long>("neurons"));
        context.WriteTensors("state", new Dictionary<string, TensorData>
        {
            ["recurrent"] = InitialWeights.Glorot(context.Random("input_separated_rnn.recurrent"), units, units),
            ["bias"] = InitialWeights.Constant(0, units),
            ["input_weights"] = InitialWeights.Glorot(context.Random("input_separated_rnn.input_weights"), inputs, features),
            ["input_bias"] = InitialWeights.Constant(0, inputs),
            ["observed"] = TensorData.Of<long>(observed, observed.Length),
        });
    }
}
