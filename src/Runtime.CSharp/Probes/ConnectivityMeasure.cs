using MathNet.Numerics.LinearAlgebra;
using MathNet.Numerics.Statistics;
using Spindle.Contracts;
using Spindle.Statistics;
using Correlation = Spindle.Statistics.Correlation;

namespace Spindle.Probes;

/// <summary>Compares a network's weights with the teacher's, both [from, to], observed units with the neurons they stand for.</summary>
[Operation("connectivity/measure")]
public sealed class ConnectivityMeasure : IOperation
{
    /// <inheritdoc/>
    public void Run(IStepContext context)
    {
        var state = context.ReadTensors("state");
        var wiring = new Wiring(state);
        var teacher = context.ReadTensors("teacher");
        var neurons = (int)teacher["recurrent"].Shape[0];
        var places = wiring.Populations.Observed;
        int[] observed = [.. places.Select(place => (int)place)];
        var recurrent = Wiring.Block(Wiring.ReadMatrix(teacher["recurrent"]), observed, observed);
        var kernel = Wiring.Block(Wiring.ReadMatrix(teacher["shifter"]), observed, observed);
        var (truth, profile) = (RingProfile.Of(recurrent, places, neurons), RingProfile.Of(wiring.ResponseToResponse, places, neurons));
        var metrics = Ring(wiring.ResponseToResponse, recurrent, profile, truth, places, neurons, context.Parameter<Connectivity>("probe").SmoothingWidth);
        var tensors = new Dictionary<string, TensorData> { ["response_to_response"] = Tensor(wiring.ResponseToResponse) };
        if (wiring.Populations.Separated)
        {
            var headings = ((NumberColumn)context.ReadTable("units")["preferred_heading"]).Values;
            var shifter = new ShifterWiring(wiring, state["input_weights"].Values<float>(), headings, neurons);
            Shifter(shifter, kernel, truth, places, neurons, metrics);
            Add(tensors, shifter);
            context.WriteTable("input_units", InputUnits(shifter, headings));
            context.WriteFigure("shifter", ConnectivityFigures.Shifter(kernel, shifter.VelocityWeightedProduct));
            context.WriteFigure("shifter_offsets", ConnectivityFigures.Offsets(shifter.InputWeights, shifter.Offsets()));
            context.WriteFigure("connectivity", ConnectivityFigures.Weights(recurrent, wiring.ResponseToResponse, shifter.Sorted));
        }
        else
        {
            context.WriteFigure("connectivity", ConnectivityFigures.Weights(recurrent, wiring.ResponseToResponse, wiring.Weights));
        }
        context.WriteMetrics(metrics);
        context.WriteTensors("wiring", tensors);
        context.WriteTable("profile", Profile(profile, truth));
        context.WriteFigure("ring_profile", ConnectivityFigures.Profile(profile, truth));
    }

    private static Dictionary<string, double> Ring(
        Matrix<double> weights, Matrix<double> teacher, RingProfile profile, RingProfile truth, IReadOnlyList<long> places, int neurons, double sigma) => new()
        {
            ["element_match"] = Match(weights, teacher),
            ["smoothed_element_match"] = Match(
                CircularGaussian.Smooth(weights, places, neurons, sigma), CircularGaussian.Smooth(teacher, places, neurons, sigma)),
            ["ring_profile_correlation"] = profile.Match(truth),
            ["circulant_fraction"] = profile.CirculantFraction,
            ["profile_amplitude"] = profile.Amplitude,
            ["teacher_profile_amplitude"] = truth.Amplitude,
            ["recurrent_sd"] = Sd(weights),
        };

    private static void Shifter(
        ShifterWiring shifter, Matrix<double> kernel, RingProfile truth, IReadOnlyList<long> places, int neurons, Dictionary<string, double> metrics)
    {
        var (weighted, plain) = (shifter.VelocityWeightedProduct, shifter.PlainProduct);
        var profile = RingProfile.Of(weighted, places, neurons);
        var offsets = shifter.Offsets();
        var positive = CircularMean.Of(offsets.Where((_, unit) => shifter.InputWeights[unit] > 0));
        var negative = CircularMean.Of(offsets.Where((_, unit) => shifter.InputWeights[unit] < 0));
        metrics["shifter_element_match"] = Match(weighted, kernel);
        metrics["shifter_profile_correlation"] = profile.Match(RingProfile.Of(kernel, places, neurons));
        metrics["shifter_circulant_fraction"] = profile.CirculantFraction;
        metrics["plain_product_element_match"] = Match(plain, kernel);
        metrics["plain_product_profile_correlation"] = RingProfile.Of(plain, places, neurons).Match(truth);
        metrics["shifter_offset_positive"] = positive.Direction;
        metrics["shifter_offset_negative"] = negative.Direction;
        metrics["shifter_resultant_positive"] = positive.Resultant;
        metrics["shifter_resultant_negative"] = negative.Resultant;
        metrics["input_positive_fraction"] = shifter.InputWeights.Count(weight => weight > 0) / (double)shifter.InputWeights.Length;
        metrics["input_weight_mean_magnitude"] = shifter.InputWeights.Average(Math.Abs);
        metrics["response_to_input_sd"] = Sd(shifter.ResponseToInput);
        metrics["input_to_response_sd"] = Sd(shifter.InputToResponse);
        metrics["input_to_input_sd"] = Sd(shifter.InputToInput);
    }

    private static void Add(Dictionary<string, TensorData> tensors, ShifterWiring shifter)
    {
        tensors["response_to_input"] = Tensor(shifter.ResponseToInput);
        tensors["input_to_response"] = Tensor(shifter.InputToResponse);
        tensors["input_to_input"] = Tensor(shifter.InputToInput);
        tensors["velocity_weighted_product"] = Tensor(shifter.VelocityWeightedProduct);
        tensors["plain_product"] = Tensor(shifter.PlainProduct);
    }

    private static Table InputUnits(ShifterWiring shifter, IReadOnlyList<double> headings) => new(
    [
        new IntegerColumn("unit", "", [.. shifter.Order.Select(unit => (long)unit)]),
        new NumberColumn("preferred_heading", "rad", [.. shifter.Order.Select(unit => headings[unit])]),
        new NumberColumn("input_weight", "s/rad", shifter.InputWeights),
        new NumberColumn("shifter_offset", "rad", shifter.Offsets()),
    ]);

    private static Table Profile(RingProfile student, RingProfile teacher) => new(
    [
        new IntegerColumn("offset", "neurons", [.. Enumerable.Range(0, student.Means.Count).Select(offset => (long)offset)]),
        new NumberColumn("student", "", [.. student.Means]),
        new NumberColumn("teacher", "", [.. teacher.Means]),
        new IntegerColumn("pairs", "", [.. student.Pairs]),
    ]);

    private static double Match(Matrix<double> weights, Matrix<double> teacher) => Correlation.Pearson(weights.ToRowMajorArray(), teacher.ToRowMajorArray());

    private static double Sd(Matrix<double> weights) => weights.Enumerate().PopulationStandardDeviation();

    private static TensorData Tensor(Matrix<double> matrix) => TensorData.Of<double>(matrix.ToRowMajorArray(), matrix.RowCount, matrix.ColumnCount);
}
