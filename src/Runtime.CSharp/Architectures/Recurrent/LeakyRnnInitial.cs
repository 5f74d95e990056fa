using Spindle.Contracts;

namespace Spindle.Architectures.Recurrent;

/// <summary>
/// Makes an untrained network of leaky units. Streams: <c>leaky_rnn.input_weights</c>, <c>leaky_rnn.recurrent</c> and
/// <c>leaky_rnn.output_weights</c>, with one item a row.
/// </summary>
[Operation("leaky_rnn/initial", Random = true)]
public sealed class LeakyRnnInitial : IOperation
{
    /// <inheritdoc/>
    public void Run(IStepContext context)
    {
        var network = context.Parameter<LeakyRnn>("architecture");
        var (inputs, units, outputs) = ((int)context.Parameter<long>("inputs"), (int)network.Units, (int)context.Parameter<long>("outputs"));
        var input = InitialWeights.Normal(context.Random("leaky_rnn.input_weights"), inputs, units, network.InputScale / Math.Sqrt(inputs));
        context.WriteTensors("state", new Dictionary<string, TensorData>
        {
            ["recurrent"] = InitialWeights.Recurrent(network.RecurrentStart, context.Random("leaky_rnn.recurrent"), units, network.StartScale()),
            ["bias"] = InitialWeights.Constant(0, units),
            ["input_weights"] = input,
            ["output_weights"] = InitialWeights.Glorot(context.Random("leaky_rnn.output_weights"), units, outputs),
            ["output_bias"] = InitialWeights.Constant(0, outputs),
        });
    }
}
