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
            ["recurrent"] = Glorot(context.Random("input_separated_rnn.recurrent"), units, units),
            ["bias"] = TensorData.Of<float>(new float[units], units),
            ["input_weights"] = Glorot(context.Random("input_separated_rnn.input_weights"), inputs, features),
            ["input_bias"] = TensorData.Of<float>(new float[inputs], inputs),
            ["observed"] = TensorData.Of<long>(observed, observed.Length),
        });
    }

    private static TensorData Glorot(RandomStream stream, int rows, int columns)
    {
        var limit = Math.Sqrt(6.0 / (rows + columns));
        var values = new float[rows * columns];
        for (var row = 0; row < rows; row++)
        {
            var numbers = stream.At(row);
            for (var column = 0; column < columns; column++) values[(row * columns) + column] = (float)numbers.Uniform(-limit, limit);
        }
        return TensorData.Of<float>(values, rows, columns);
    }
}
