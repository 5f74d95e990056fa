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
        var teacher = new TeacherWiring(context.ReadTensors("teacher"), wiring.Populations.Observed);
        var weights = wiring.ResponseToResponse;
        var profile = teacher.Profile(weights);
        var metrics = Ring(weights, profile, teacher, context.Parameter<Connectivity>("probe").SmoothingWidth);
        var tensors = new Dictionary<string, TensorData> { ["response_to_response"] = Tensor(weights) };
        var sorted = wiring.Weights;
        if (wiring.Populations.Separated)
        {
            var headings = ((NumberColumn)context.ReadTable("units")["preferred_heading"]).Values;
            var shifter = new ShifterWiring(wiring, state["input_weights"].Values<float>(), headings, teacher.Neurons);
            sorted = shifter.Sorted;
            Shifter(shifter, teacher, metrics);
            Add(tensors, shifter);
            context.WriteTable("input_units", InputUnits(shifter, headings));
            context.WriteFigure("shifter", ConnectivityFigures.Shifter(teacher.Shifter, shifter.VelocityWeightedProduct));
            context.WriteFigure("shifter_offsets", ConnectivityFigures.Offsets(shifter.InputWeights, shifter.Offsets()));
        }
        context.WriteMetrics(metrics);
        context.WriteTensors("wiring", tensors);
        context.WriteTable("profile", Profile(profile, teacher.RecurrentProfile));
        context.WriteFigure("connectivity", ConnectivityFigures.Weights(teacher.Recurrent, weights, sorted));
        context.WriteFigure("ring_profile", ConnectivityFigures.Profile(profile, teacher.RecurrentProfile));
    }

    private static Dictionary<string, double> Ring(Matrix<double> weights, RingProfile profile, TeacherWiring teacher, double sigma) => new()
    {
        ["element_match"] = Match(weights, teacher.Recurrent),
        ["smoothed_element_match"] = Match(teacher.Smooth(weights, sigma), teacher.Smooth(teacher.Recurrent, sigma)),
        ["ring_profile_correlation"] = profile.Match(teacher.RecurrentProfile),
        ["circulant_fraction"] = profile.CirculantFraction,
        ["profile_amplitude"] = profile.Amplitude,
        ["teacher_profile_amplitude"] = teacher.RecurrentProfile.Amplitude,
        ["recurrent_sd"] = Sd(weights),
    };

    private static void Shifter(ShifterWiring shifter, TeacherWiring teacher, Dictionary<string, double> metrics)
    {
        var (weighted, plain) = (shifter.VelocityWeightedProduct, shifter.PlainProduct);
        var profile = teacher.Profile(weighted);
        var offsets = shifter.Offsets();
        var positive = CircularMean.Of(offsets.Where((_, unit) => shifter.InputWeights[unit] > 0));
        var negative = CircularMean.Of(offsets.Where((_, unit) => shifter.InputWeights[unit] < 0));
        metrics["shifter_element_match"] = Match(weighted, teacher.Shifter);
        metrics["shifter_profile_correlation"] = profile.Match(teacher.Profile(teacher.Shifter));
        metrics["shifter_circulant_fraction"] = profile.CirculantFraction;
        metrics["plain_product_element_match"] = Match(plain, teacher.Shifter);
        metrics["plain_product_profile_correlation"] = teacher.Profile(plain).Match(teacher.RecurrentProfile);
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

    private static double Match(Matrix<double> weights, Matrix<double> teacher) =>
        Correlation.Pearson(weights.ToRowMajorArray(), teacher.ToRowMajorArray());

    private static double Sd(Matrix<double> weights) => weights.Enumerate().PopulationStandardDeviation();

    private static TensorData Tensor(Matrix<double> matrix) =>
        TensorData.Of<double>(matrix.ToRowMajorArray(), matrix.RowCount, matrix.ColumnCount);
}
