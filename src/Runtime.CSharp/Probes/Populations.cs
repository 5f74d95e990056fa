using Spindle.Contracts;

namespace Spindle.Probes;

/// <summary>Which units of a network are observed and which receive the velocity.</summary>
/// <param name="Units">Units of the network, N.</param>
/// <param name="Observed">For every observed unit, which are the first ones, the neuron of the teacher that it stands for.</param>
/// <param name="FirstInput">The first of the units that receive the velocity; they run to the last unit.</param>
internal sealed record Populations(int Units, IReadOnlyList<long> Observed, int FirstInput)
{
    /// <summary>Whether no observed unit receives the velocity.</summary>
    public bool Separated => FirstInput >= Observed.Count;

    /// <summary>How many units receive the velocity.</summary>
    public int Inputs => Units - FirstInput;

    /// <summary>The populations of a network's state.</summary>
    /// <param name="state"><c>recurrent</c> [N, N], <c>input_weights</c> [N_in, 1], <c>observed</c> [N_obs].</param>
    public static Populations Of(IReadOnlyDictionary<string, TensorData> state)
    {
        var units = (int)state["recurrent"].Shape[0];
        return new(units, state["observed"].Values<long>().ToArray(), units - (int)state["input_weights"].Shape[0]);
    }

    /// <summary>Whether a network of this signature keeps its input units apart from its observed ones.</summary>
    public static bool AreSeparated(PlannedModel model)
    {
        var layers = model.Architecture.Signature(model.Task.Spec.Signature()).Layers;
        var observed = layers.FirstOrDefault(layer => layer.Name == "observed");
        var input = layers.FirstOrDefault(layer => layer.Name == "input");
        return observed is not null && input is not null && input.First >= observed.First + observed.Size;
    }

    /// <summary>The population of a unit, for tables.</summary>
    public string Name(int unit) => (unit < Observed.Count, unit >= FirstInput) switch
    {
        (true, true) => "observed and input",
        (true, false) => "observed",
        (false, true) => "input",
        (false, false) => "hidden",
    };
}
