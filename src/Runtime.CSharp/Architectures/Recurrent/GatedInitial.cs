using Spindle.Contracts;

namespace Spindle.Architectures.Recurrent;

/// <summary>
/// Makes an untrained gated network. Streams, after the kind's name: <c>.gates</c> and <c>.candidate</c> with one item an input and then
/// one a unit, and <c>.output_weights</c> with one item a unit.
/// </summary>
public abstract class GatedInitial : IOperation
{
    /// <inheritdoc/>
    public void Run(IStepContext context)
    {
        var network = context.Parameter<GatedSpec>("architecture");
        var (inputs, units, outputs) = ((int)context.Parameter<long>("inputs"), (int)network.Units, (int)context.Parameter<long>("outputs"));
        var kind = network.Initial.Split('/')[0];
        var (gateInput, gateRecurrent) = Kernel(context.Random($"{kind}.gates"), inputs, units, network.Gates * units);
        var (input, recurrent) = Kernel(context.Random($"{kind}.candidate"), inputs, units, units);
        var biases = network.GateBias.SelectMany(bias => Enumerable.Repeat(bias, units)).ToArray();
        context.WriteTensors("state", new Dictionary<string, TensorData>
        {
            ["gate_recurrent"] = gateRecurrent,
            ["gate_bias"] = TensorData.Of<float>(biases, biases.Length),
            ["gate_input_weights"] = gateInput,
            ["recurrent"] = recurrent,
            ["bias"] = InitialWeights.Constant(0, units),
            ["input_weights"] = input,
            ["output_weights"] = InitialWeights.Glorot(context.Random($"{kind}.output_weights"), units, outputs),
            ["output_bias"] = InitialWeights.Constant(0, outputs),
        });
    }

    /// <summary>The rows of the inputs and those of the units of one matrix.</summary>
    private static (TensorData Input, TensorData Recurrent) Kernel(RandomStream stream, int inputs, int units, int columns)
    {
        var kernel = InitialWeights.Glorot(stream, inputs + units, columns).Values<float>();
        var first = inputs * columns;
        return (TensorData.Of(kernel[..first], inputs, columns), TensorData.Of(kernel[first..], units, columns));
    }
}

/// <summary>Makes an untrained <see cref="LeakyGru"/>.</summary>
[Operation("leaky_gru/initial", Random = true)]
public sealed class LeakyGruInitial : GatedInitial;

/// <summary>Makes an untrained <see cref="Gru"/>.</summary>
[Operation("gru/initial", Random = true)]
public sealed class GruInitial : GatedInitial;

/// <summary>Makes an untrained <see cref="Lstm"/>.</summary>
[Operation("lstm/initial", Random = true)]
public sealed class LstmInitial : GatedInitial;
