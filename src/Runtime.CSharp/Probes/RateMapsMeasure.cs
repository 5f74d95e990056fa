using MathNet.Numerics.Statistics;
using Spindle.Architectures;
using Spindle.Contracts;
using Spindle.Statistics;
using Correlation = Spindle.Statistics.Correlation;

namespace Spindle.Probes;

/// <summary>
/// Measures the rate maps of a network in free run: it starts from the teacher's rates after step 0, is fed the
/// velocities from step 1 on, and never sees the teacher again. The teacher's maps are of the same steps.
/// </summary>
[Operation("rate_maps/measure", Tensors = true)]
public sealed class RateMapsMeasure : IOperation
{
    private const double Modulated = 0.2;

    /// <inheritdoc/>
    public void Run(IStepContext context)
    {
        var state = context.ReadTensors("state");
        var simulation = new SimulatedTrials(context.ReadTensors("test"));
        using var network = new NetworkPredictor(context.Parameter<InputSeparatedRnn>("architecture"), state, context.Device, simulation);
        Write(context, context.Parameter<RateMaps>("probe").Grid(), simulation, network, state);
    }

    /// <summary>Measures any predictor and writes the outputs.</summary>
    internal static void Write(
        IStepContext context,
        RateMapGrid grid,
        SimulatedTrials simulation,
        IPredictor predictor,
        IReadOnlyDictionary<string, TensorData> state)
    {
        var populations = Populations.Of(state);
        var maps = RateMapsOfUnits.FreeRun(grid, simulation, predictor, context.Cancellation, done => context.Progress(done, "free run"));
        var teacher = RateMapsOfUnits.Teacher(grid, simulation);
        var match = populations.Observed.Select((neuron, unit) => maps[unit].Match(teacher[(int)neuron])).ToArray();
        context.WriteMetrics(Metrics(maps, teacher, match, populations, state["input_weights"].Values<float>()));
        context.WriteTensors("maps", new Dictionary<string, TensorData>
        {
            ["maps"] = RateMapsOfUnits.Tensor(maps),
            ["teacher_maps"] = RateMapsOfUnits.Tensor(teacher),
            ["visits"] = TensorData.Of<long>(maps[0].Visits, grid.VelocityBins, grid.HeadingBins),
        });
        context.WriteTable("units", RateMapsOfUnits.Table(maps, populations.Name, unit => unit < match.Length ? match[unit] : double.NaN));
        var observed = maps.Take(populations.Observed.Count).ToList();
        context.WriteFigure("rate_maps", RateMapMosaic.Draw(populations.Separated
            ? [("Teacher", teacher), ("Observed units", observed), ("Input units", [.. maps.Skip(populations.FirstInput)])]
            : [("Teacher", teacher), ("Observed units", observed)]));
    }

    private static Dictionary<string, double> Metrics(
        IReadOnlyList<RateMap> maps,
        IReadOnlyList<RateMap> teacher,
        double[] match,
        Populations populations,
        ReadOnlySpan<float> inputWeights)
    {
        var modulation = maps.Select(map => map.VelocityModulation).ToArray();
        var observed = modulation.Take(populations.Observed.Count).Select(Math.Abs).ToArray();
        var metrics = new Dictionary<string, double>
        {
            ["velocity_modulation_teacher_median"] = RateMapsOfUnits.MedianModulation(teacher),
            ["map_match_median"] = match.Median(),
            ["map_match_minimum"] = match.Min(),
            ["velocity_modulation_observed_median"] = observed.Median(),
            ["velocity_modulation_observed_maximum"] = observed.Max(),
            ["silent_observed_units"] = maps.Take(observed.Length).Count(map => map.IsSilent),
        };
        if (!populations.Separated) return metrics;
        var input = modulation[populations.FirstInput..];
        metrics["velocity_modulation_input_median"] = input.Select(Math.Abs).Median();
        metrics["velocity_modulated_input_fraction"] = input.Count(value => Math.Abs(value) > Modulated) / (double)input.Length;
        metrics["modulation_weight_correlation"] = Correlation.Pearson(input, [.. inputWeights.ToArray().Select(weight => (double)weight)]);
        return metrics;
    }
}
