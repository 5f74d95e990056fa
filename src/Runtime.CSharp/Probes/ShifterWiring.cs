using MathNet.Numerics.LinearAlgebra;
using Spindle.Statistics;

namespace Spindle.Probes;

/// <summary>The blocks of a network's weights to, from and among input units, which stand in order of their tuning.</summary>
internal sealed class ShifterWiring
{
    private readonly PopulationVector readout;

    /// <summary>Takes the weights of a separated network apart.</summary>
    /// <param name="wiring">The weights.</param>
    /// <param name="inputWeights">w_in, in the network's own order.</param>
    /// <param name="preferredHeadings">The preferred heading of every unit, rad.</param>
    /// <param name="neurons">How many neurons the teacher's ring has.</param>
    public ShifterWiring(Wiring wiring, ReadOnlySpan<float> inputWeights, IReadOnlyList<double> preferredHeadings, long neurons)
    {
        var populations = wiring.Populations;
        Order = [.. Enumerable.Range(populations.FirstInput, populations.Inputs).OrderByDescending(unit => preferredHeadings[unit])];
        int[] observed = [.. Enumerable.Range(0, populations.Observed.Count)];
        ResponseToInput = Wiring.Block(wiring.Weights, observed, Order);
        InputToResponse = Wiring.Block(wiring.Weights, Order, observed);
        InputToInput = Wiring.Block(wiring.Weights, Order, Order);
        int[] all = [.. Enumerable.Range(0, populations.FirstInput), .. Order];
        Sorted = Wiring.Block(wiring.Weights, all, all);
        InputWeights = new double[Order.Count];
        for (var unit = 0; unit < Order.Count; unit++) InputWeights[unit] = inputWeights[Order[unit] - populations.FirstInput];
        readout = new(populations.Observed, neurons);
    }

    /// <summary>The input units by descending preferred heading, as the teacher's neurons are; of equals the first comes first.</summary>
    public IReadOnlyList<int> Order { get; }

    /// <summary>w_in of each input unit, in order.</summary>
    public double[] InputWeights { get; }

    /// <summary>W_ri.</summary>
    public Matrix<double> ResponseToInput { get; }

    /// <summary>W_ir.</summary>
    public Matrix<double> InputToResponse { get; }

    /// <summary>W_ii.</summary>
    public Matrix<double> InputToInput { get; }

    /// <summary>All weights, the input units in order.</summary>
    public Matrix<double> Sorted { get; }

    /// <summary>W_ri·W_ir, the way response → input → response.</summary>
    public Matrix<double> PlainProduct => ResponseToInput * InputToResponse;

    /// <summary>K = W_ri·diag(w_in)·W_ir, that way weighted with what velocity does to each input unit.</summary>
    public Matrix<double> VelocityWeightedProduct =>
        ResponseToInput * Matrix<double>.Build.DenseOfDiagonalArray(InputWeights) * InputToResponse;

    /// <summary>
    /// How far each input unit shifts: the phase of its outgoing weights minus that of its incoming ones, rad in [−π, π],
    /// from the first Fourier mode over the response units' places; negative is toward lower index.
    /// </summary>
    public double[] Offsets() =>
    [
        .. Enumerable.Range(0, Order.Count).Select(unit => CircularDifference.Of(
            readout.Phase<double>(InputToResponse.Row(unit).ToArray()), readout.Phase<double>(ResponseToInput.Column(unit).ToArray()))),
    ];
}
