using Spindle.Contracts;

namespace Spindle.Architectures.Recurrent;

/// <summary>
/// Makes an untrained network of leaky units. Streams, with one item a row: <c>leaky_rnn.input_weights</c>, <c>leaky_rnn.recurrent</c>,
/// <c>leaky_rnn.output_weights</c>, <c>leaky_rnn.connections</c>; with separate input <c>leaky_rnn.rule_weights</c> and
/// <c>leaky_rnn.rule_mixing</c>.
/// </summary>
[Operation("leaky_rnn/initial", Random = true)]
public sealed class LeakyRnnInitial : IOperation
{
    /// <inheritdoc/>
    public void Run(IStepContext context)
    {
        var network = context.Parameter<LeakyRnn>("architecture");
        var (units, outputs) = ((int)network.Units, (int)context.Parameter<long>("outputs"));
        var state = new Dictionary<string, TensorData>
        {
            ["bias"] = InitialWeights.Constant(0, units),
            ["output_weights"] = InitialWeights.Glorot(context.Random("leaky_rnn.output_weights"), units, outputs),
            ["output_bias"] = InitialWeights.Constant(0, outputs),
        };
        Recurrent(context, network, state);
        Input(context, network, state);
        context.WriteTensors("state", state);
    }

    private static void Recurrent(IStepContext context, LeakyRnn network, Dictionary<string, TensorData> state)
    {
        var constraints = new LeakyConstraints(network);
        var units = (int)network.Units;
        var weights = InitialWeights.Recurrent(network.RecurrentStart, context.Random("leaky_rnn.recurrent"), units, network.StartScale());
        if (network.ExcitatoryFraction is not null) weights = TensorData.Of<float>(constraints.Signed(weights.Values<float>()), units, units);
        if (constraints.Masked)
        {
            var mask = constraints.Mask(context.Random("leaky_rnn.connections"));
            float[] masked = [.. weights.Values<float>().ToArray().Zip(mask, (weight, there) => there > 0 ? weight : 0)];
            weights = TensorData.Of<float>(masked, units, units);
            state["recurrent_mask"] = TensorData.Of<float>(mask, units, units);
        }
        state["recurrent"] = weights;
    }

    private static void Input(IStepContext context, LeakyRnn network, Dictionary<string, TensorData> state)
    {
        var (units, inputs, rules) = ((int)network.Units, (int)context.Parameter<long>("inputs"), (int)context.Parameter<long>("rules"));
        var stream = context.Random("leaky_rnn.input_weights");
        if (!network.SeparateInput)
        {
            state["input_weights"] = InitialWeights.Normal(stream, inputs, units, network.InputScale / Math.Sqrt(inputs));
            return;
        }
        var sensory = InitialWeights.Glorot(stream, inputs - rules, units).Values<float>().ToArray();
        var rule = InitialWeights.Glorot(context.Random("leaky_rnn.rule_weights"), rules, units).Values<float>().ToArray();
        float[] all = [.. sensory.Concat(rule).Select(weight => (float)(weight * network.InputScale))];
        state["input_weights"] = TensorData.Of<float>(all, inputs, units);
        state["input_bias"] = InitialWeights.Constant(0, units);
        if (network.MixRules)
            state["rule_mixing"] = InitialWeights.Recurrent(RecurrentStart.Randortho, context.Random("leaky_rnn.rule_mixing"), rules, 1);
    }
}
